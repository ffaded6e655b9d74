internal import CFFmpeg

/// What can go wrong with film; `code` is libav's negative error number.
package enum VideoError: Error, Equatable {
  /// The codec or the container is missing from this libav.
  case unavailable
  case encoder(code: Int32)
  case muxer(code: Int32)
  /// The bytes are not film that Callreel made, or some of them are missing.
  case damaged
  /// The film could not be written; `code` is libav's, `-errno` mostly.
  case output(code: Int32)
}

/// A new libav object, or the failure to allocate it.
func allocated<Pointer>(_ pointer: Pointer?) throws(VideoError) -> Pointer {
  guard let pointer = pointer else { throw .encoder(code: callreel_no_memory) }
  return pointer
}
