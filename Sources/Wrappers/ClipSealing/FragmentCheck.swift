internal import ByteCoding
internal import ClipFormat

/// Takes fragments off a segment object and holds each against signature, hash and chain.
struct FragmentCheck: Sendable {
  private(set) var chain: ClipChain
  let signingKey: [UInt8]

  init(chain: ClipChain, signingKey: [UInt8]) {
    self.chain = chain
    self.signingKey = signingKey
  }

  /// Where it throws, the chain still stands before the fragment.
  mutating func next(
    from reader: inout ByteReader, segment: UInt32
  ) throws(FormatError) -> SegmentEntry {
    let entry = try Self.signedEntry(from: &reader, signingKey: signingKey)
    try accept(entry, segment: segment)
    return entry
  }

  mutating func accept(_ entry: SegmentEntry, segment: UInt32) throws(FormatError) {
    guard entry.header.segment == segment else {
      throw FormatError(
        .binding, "a fragment of segment \(entry.header.segment) lies in this object")
    }
    try chain.accept(entry.header, hash: Digest.blake2b256(entry.chainedBytes))
  }

  mutating func accept(_ closing: ClosingRecord) throws(FormatError) {
    try chain.accept(closing)
  }

  static func signedEntry(
    from reader: inout ByteReader, signingKey: [UInt8]
  ) throws(FormatError) -> SegmentEntry {
    let entry = try SegmentEntry(from: &reader)
    guard
      SigningKey.isValid(
        entry.signature, of: entry.header.bytes, for: .fragment, by: signingKey)
    else { throw FormatError(.signature, "the header is not signed by the clip's key") }
    guard Digest.blake2b256(entry.streamHeader, entry.message) == entry.header.ciphertextHash
    else { throw FormatError(.hash, "the message is not the one that was signed") }
    return entry
  }

  /// Takes the first ten bytes off; an object longer than any writer makes is refused.
  static func reader(of segment: [UInt8]) throws(FormatError) -> ByteReader {
    guard segment.count <= FormatLimits.segmentBytes else {
      throw FormatError(.limits, "the object is longer than \(FormatLimits.segmentBytes) bytes")
    }
    var reader = ByteReader(segment)
    try ObjectKind.segment.take(from: &reader)
    guard reader.remaining > 0 else {
      throw FormatError(.encoding, "the segment holds no fragment")
    }
    return reader
  }

  static func closing(
    _ bytes: [UInt8], signingKey: [UInt8]
  ) throws(FormatError) -> ClosingRecord {
    let record = try ClosingRecord(parsing: bytes)
    guard
      SigningKey.isValid(record.signature, of: record.signedBytes, for: .closing, by: signingKey)
    else { throw FormatError(.signature, "the record is not signed by the clip's key") }
    return record
  }
}
