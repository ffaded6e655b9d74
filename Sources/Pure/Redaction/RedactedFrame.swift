package import Geometry

/// A picture in which everything that must not be seen is covered.
///
/// Nothing outside Redaction can make one but ``blank(size:)``, and the encoder takes nothing else
/// (P4).
package struct RedactedFrame: ~Copyable, Sendable {
  var picture: Picture

  init(size: PixelSize) {
    picture = Picture(size: size)
  }

  /// A flat dark grey frame, for stretches without film.
  package static func blank(size: PixelSize) -> RedactedFrame {
    RedactedFrame(size: size.padded)
  }

  package var size: PixelSize { picture.size }

  /// Hands down the planes: luma of the frame's size, blue and red chroma of half its sides.
  ///
  /// BT.601 in video range; rows follow each other without padding.
  package borrowing func withPlanes<Result, Failure: Error>(
    _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(
      picture.luma.samples.span, picture.blueChroma.samples.span, picture.redChroma.samples.span)
  }
}
