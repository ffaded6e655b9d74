package import ByteCoding

/// The first ten bytes of every object: `callreel`, a letter, the version.
package enum ObjectKind: UInt8, CaseIterable, Sendable {
  case opening = 0x4F
  case segment = 0x53
  case closing = 0x43
  case key = 0x4B
  case rewrap = 0x52
  case tombstone = 0x54
  case access = 0x41
  case note = 0x4E
  case request = 0x51
  case answer = 0x57
  case statement = 0x4D

  package static let version: UInt8 = 1
  package static let prefixBytes = 10
  private static let magic = Array("callreel".utf8)

  package var prefix: [UInt8] { Self.magic + [rawValue, Self.version] }

  /// Takes the prefix off; the version is looked at only where the rest is right.
  package func take(from reader: inout ByteReader) throws(FormatError) {
    let found: [UInt8]
    do throws(ByteError) {
      found = try reader.raw(Self.prefixBytes)
    } catch {
      throw FormatError(.encoding, "shorter than an object's first ten bytes")
    }
    guard found.starts(with: Self.magic + [rawValue]) else {
      throw FormatError(.encoding, "not an object of this kind")
    }
    guard found.last == Self.version else {
      throw FormatError(.version, "version \(found.last ?? 0) is not known")
    }
  }
}

extension ByteError {
  /// The fault of a reader that met this error in a record.
  var formatError: FormatError {
    switch self {
    case .truncated: FormatError(.encoding, "the record is cut short")
    case .trailing: FormatError(.encoding, "bytes follow the record's end")
    case .malformed: FormatError(.encoding, "a field has a value that no writer makes")
    }
  }
}
