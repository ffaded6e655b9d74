#pragma once
#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <string.h>
#include <unistd.h>

// Macros that Swift does not see.
static const int callreel_end_of_file = AVERROR_EOF;
static const int callreel_no_memory = AVERROR(ENOMEM);
static const int64_t callreel_no_time = AV_NOPTS_VALUE;

static inline void callreel_log_nothing(void *source, int level, const char *format, va_list list) {
}

static inline void callreel_silence(void) { av_log_set_callback(callreel_log_nothing); }

// The memory belongs to the caller, who waits for the end of the call.
static inline void callreel_keep(void *opaque, uint8_t *data) {}

// Encodes one 4:2:0 picture without copying it; AVERROR_BUG if the encoder kept hold of it.
static inline int callreel_encode(AVCodecContext *context, AVFrame *frame, AVPacket *packet,
                                  const uint8_t *luma, const uint8_t *blue, const uint8_t *red,
                                  int64_t time, int key) {
  const uint8_t *planes[3] = {luma, blue, red};
  int result = 0;
  frame->format = AV_PIX_FMT_YUV420P;
  frame->width = context->width;
  frame->height = context->height;
  frame->color_range = context->color_range;
  frame->color_primaries = context->color_primaries;
  frame->color_trc = context->color_trc;
  frame->colorspace = context->colorspace;
  frame->pts = time;
  frame->pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
  for (int i = 0; i < 3; i++) {
    int width = i ? context->width / 2 : context->width;
    int height = i ? context->height / 2 : context->height;
    frame->data[i] = (uint8_t *)planes[i];
    frame->linesize[i] = width;
    frame->buf[i] = av_buffer_create(frame->data[i], (size_t)width * height, callreel_keep, NULL,
                                     AV_BUFFER_FLAG_READONLY);
    if (!frame->buf[i]) result = AVERROR(ENOMEM);
  }
  if (result >= 0) result = avcodec_send_frame(context, frame);
  if (result >= 0) result = avcodec_receive_packet(context, packet);
  for (int i = 0; i < 3; i++)
    if (frame->buf[i] && av_buffer_get_ref_count(frame->buf[i]) != 1) result = AVERROR_BUG;
  av_frame_unref(frame);
  return result;
}

// A file in memory that libavformat reads.
struct callreel_memory {
  const uint8_t *data;
  int64_t size;
  int64_t position;
};

static inline int callreel_memory_read(void *opaque, uint8_t *target, int size) {
  struct callreel_memory *memory = opaque;
  int64_t rest = memory->size - memory->position;
  int count = size < rest ? size : (int)rest;
  if (count <= 0) return AVERROR_EOF;
  memcpy(target, memory->data + memory->position, count);
  memory->position += count;
  return count;
}

static inline int64_t callreel_memory_seek(void *opaque, int64_t offset, int whence) {
  struct callreel_memory *memory = opaque;
  if (whence & AVSEEK_SIZE) return memory->size;
  int64_t base = 0;
  if ((whence & 3) == SEEK_CUR) base = memory->position;
  if ((whence & 3) == SEEK_END) base = memory->size;
  if (base + offset < 0 || base + offset > memory->size) return AVERROR(EINVAL);
  memory->position = base + offset;
  return memory->position;
}

static inline AVIOContext *callreel_memory_open(struct callreel_memory *memory) {
  int size = 32768;
  uint8_t *buffer = av_malloc(size);
  if (!buffer) return NULL;
  AVIOContext *context =
      avio_alloc_context(buffer, size, 0, memory, callreel_memory_read, NULL, callreel_memory_seek);
  if (!context) av_free(buffer);
  return context;
}

#if LIBAVFORMAT_VERSION_MAJOR >= 61
#define CALLREEL_WRITTEN const uint8_t
#else
#define CALLREEL_WRITTEN uint8_t
#endif

static inline int callreel_descriptor_write(void *opaque, CALLREEL_WRITTEN *data, int size) {
  int done = 0;
  while (done < size) {
    ssize_t count = write((int)(intptr_t)opaque, data + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return AVERROR(errno);
    done += (int)count;
  }
  return size;
}

static inline int64_t callreel_descriptor_seek(void *opaque, int64_t offset, int whence) {
  if (whence & AVSEEK_SIZE) return AVERROR(ENOSYS);
  off_t position = lseek((int)(intptr_t)opaque, offset, whence & 3);
  return position < 0 ? AVERROR(errno) : position;
}

// Writes to a descriptor that stays the caller's; can_seek as the descriptor can.
static inline AVIOContext *callreel_descriptor_open(int descriptor, int can_seek) {
  int size = 65536;
  uint8_t *buffer = av_malloc(size);
  if (!buffer) return NULL;
  AVIOContext *context =
      avio_alloc_context(buffer, size, 1, (void *)(intptr_t)descriptor, NULL,
                         callreel_descriptor_write, can_seek ? callreel_descriptor_seek : NULL);
  if (!context) av_free(buffer);
  return context;
}

// libavformat may have replaced the buffer that it was given.
static inline void callreel_io_close(AVIOContext *context) {
  if (!context) return;
  av_freep(&context->buffer);
  avio_context_free(&context);
}

// The list of chapters belongs to the context and grows by libav's allocator.
static inline int callreel_add_chapter(AVFormatContext *context, int64_t id, int64_t start,
                                       int64_t end, const char *title) {
  AVChapter *chapter = av_mallocz(sizeof(AVChapter));
  if (!chapter) return AVERROR(ENOMEM);
  chapter->id = id;
  chapter->time_base = (AVRational){1, 1000};
  chapter->start = start;
  chapter->end = end;
  int count = context->nb_chapters;
  int result = av_dict_set(&chapter->metadata, "title", title, 0);
  if (result >= 0) result = av_dynarray_add_nofree(&context->chapters, &count, chapter);
  context->nb_chapters = count;
  if (result < 0) {
    av_dict_free(&chapter->metadata);
    av_free(chapter);
  }
  return result;
}
