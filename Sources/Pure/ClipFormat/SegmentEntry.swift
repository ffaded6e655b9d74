package import ByteCoding

/// One fragment as it lies in a segment object.
package struct SegmentEntry: Equatable, Sendable {
  package static let streamHeaderBytes = 24
  /// What a message is longer than its plaintext.
  package static let messageOverhead = 17

  package var header: FragmentHeader
  /// Ed25519 over the header, 64 bytes.
  package var signature: [UInt8]
  /// 24 bytes where the fragment starts a segment, else none.
  package var streamHeader: [UInt8]
  package var message: [UInt8]

  package init(
    header: FragmentHeader, signature: [UInt8], streamHeader: [UInt8], message: [UInt8]
  ) {
    self.header = header
    self.signature = signature
    self.streamHeader = streamHeader
    self.message = message
  }

  /// Stream header and message: what the header's hash is of.
  package var payload: [UInt8] { streamHeader + message }

  /// Header and signature: what the next fragment's previous hash is of.
  package var chainedBytes: [UInt8] { header.bytes + signature }

  package var bytes: [UInt8] { chainedBytes + payload }

  /// Takes one fragment off a segment object.
  package init(from reader: inout ByteReader) throws(FormatError) {
    do throws(ByteError) {
      header = try FragmentHeader(from: &reader)
      signature = try reader.raw(64)
    } catch {
      throw error.formatError
    }
    let length = Int(header.ciphertextLength)
    guard length <= FormatLimits.plaintextBytes + Self.messageOverhead else {
      throw FormatError(.limits, "a message of \(length) bytes is too long")
    }
    guard length >= Self.messageOverhead else {
      throw FormatError(.limits, "a message of \(length) bytes is too short")
    }
    do throws(ByteError) {
      streamHeader = header.position == .starts ? try reader.raw(Self.streamHeaderBytes) : []
      message = try reader.raw(length)
    } catch {
      throw error.formatError
    }
  }
}
