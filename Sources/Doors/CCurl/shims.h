// libcurl with its variadic calls given fixed forms.
#pragma once
#include <curl/curl.h>

static inline CURLcode callreel_curl_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode callreel_curl_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

/// The connection's descriptor, or -1.
static inline int callreel_curl_descriptor(CURL *handle) {
  curl_socket_t descriptor = CURL_SOCKET_BAD;
  if (curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &descriptor) != CURLE_OK) return -1;
  return (int)descriptor;
}

static inline CURLcode callreel_curl_size(CURL *handle, CURLoption option, long long value) {
  return curl_easy_setopt(handle, option, (curl_off_t)value);
}

static inline CURLcode callreel_curl_list(CURL *handle, CURLoption option,
                                          struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*callreel_curl_data)(char *bytes, size_t size, size_t count, void *context);
typedef int (*callreel_curl_seek)(void *context, curl_off_t offset, int origin);

/// Who gives the body that is sent, and takes what is answered; all with one context.
static inline void callreel_curl_callbacks(CURL *handle, callreel_curl_data give,
                                           callreel_curl_seek rewind, callreel_curl_data take,
                                           callreel_curl_data header, void *context) {
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(handle, CURLOPT_READDATA, context);
  curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, rewind);
  curl_easy_setopt(handle, CURLOPT_SEEKDATA, context);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
}

/// A number that the last transfer left behind, or -1.
static inline long callreel_curl_info(CURL *handle, CURLINFO info) {
  long value = -1;
  return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : -1;
}

static const size_t callreel_curl_abort = CURL_READFUNC_ABORT;
