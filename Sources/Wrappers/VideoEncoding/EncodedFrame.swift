package import Geometry
package import Timeline

/// What a decoder must know before the first frame.
package struct CodecParameters: Equatable, Sendable {
  package var size: PixelSize
  /// Sequence and picture parameter sets: Annex B from the encoder, `avcC` from a container.
  package var extradata: [UInt8]

  package init(size: PixelSize, extradata: [UInt8]) {
    self.size = size
    self.extradata = extradata
  }
}

/// One track of a segment or of a film.
package struct FilmTrack: Equatable, Sendable {
  /// From 1, the same in every segment of a film: `track_ID` of ISO/IEC 14496-12, 8.3.2.
  package var number: Int
  package var parameters: CodecParameters

  package init(number: Int, parameters: CodecParameters) {
    self.number = number
    self.parameters = parameters
  }
}

/// One picture of film in H.264.
package struct EncodedFrame: Equatable, Sendable {
  package var bytes: [UInt8]
  package var time: CallTime
  /// Decodable without any frame before it.
  package var isKey: Bool

  package init(bytes: [UInt8], time: CallTime, isKey: Bool) {
    self.bytes = bytes
    self.time = time
    self.isKey = isKey
  }
}
