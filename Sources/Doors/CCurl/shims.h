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
