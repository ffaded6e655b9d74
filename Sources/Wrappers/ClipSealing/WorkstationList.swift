internal import ByteCoding
package import ClipFormat
package import Timeline

/// The workstations that may make clips, signed by the controller.
///
/// Layout: callreel-clip(5), section WORKSTATION LIST.
package struct WorkstationList: Equatable, Sendable {
  package static let word = "callreel-workstations-"
  private static let version: UInt8 = 1

  package let controller: PublicKey
  package let day: CalendarDay
  /// By rising fingerprint.
  package let workstations: [PublicKey]
  private var signature: [UInt8]

  /// Signs a list; nil where a key is no workstation's, or there are more than 4096.
  ///
  /// One that is named twice is listed once. Traps unless the key is a controller's.
  package static func make(
    _ workstations: [PublicKey], day: CalendarDay, by controller: borrowing PrivateKey
  ) -> WorkstationList? {
    precondition(controller.kind == .controller, "a list is a controller's")
    let listed = Set(workstations)
    guard listed.allSatisfy({ $0.kind == .workstation }),
      listed.count <= FormatLimits.workstations
    else { return nil }
    var list = WorkstationList(
      controller: controller.publicKey, day: day,
      workstations: listed.map { ($0.fingerprint, $0) }.sorted { $0.0 < $1.0 }.map(\.1),
      signature: [])
    list.signature = controller.signing.sign(list.signedBytes, for: .workstations)
    return list
  }

  private init(
    controller: PublicKey, day: CalendarDay, workstations: [PublicKey], signature: [UInt8]
  ) {
    self.controller = controller
    self.day = day
    self.workstations = workstations
    self.signature = signature
  }

  /// Reads a list's text file and verifies the signature of the controller whom it names.
  ///
  /// The caller compares ``controller`` with the one that it knows.
  package init(file: [UInt8]) throws(FormatError) {
    let record = try RecordText.record(
      ofFile: file, after: Self.word, limit: FormatLimits.listTextBytes)
    guard record.first == Self.version else {
      throw FormatError(.version, "version \(record.first ?? 0) is not known")
    }
    self = try Self.parsed(record)
    guard workstations.count <= FormatLimits.workstations else {
      throw FormatError(.limits, "\(workstations.count) workstations are more than 4096")
    }
    guard
      SigningKey.isValid(
        signature, of: signedBytes, for: .workstations, by: controller.signing)
    else { throw FormatError(.signature, "the list is not signed by its controller") }
  }

  package func contains(_ workstation: PublicKey) -> Bool { workstations.contains(workstation) }

  /// Holds a clip's controller and workstation against the list.
  package func check(
    workstation: PublicKey, controller known: KeyHash
  ) throws(FormatError) {
    guard controller.keyHash == known else {
      throw FormatError(.binding, "the list of workstations is another controller's")
    }
    guard contains(workstation) else {
      throw FormatError(.workstation, "the workstation is not on the controller's list")
    }
  }

  /// The text file; `comments` tell a person what the line is.
  package func file(comments: [String]) -> [UInt8] {
    let lines =
      comments.map { "# " + $0 } + [RecordText.line(Self.word, signedBytes + signature)]
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(Self.version)
    writer.raw(controller.bytes)
    writer.integer(day.number)
    writer.integer(UInt16(workstations.count))
    for workstation in workstations { writer.raw(workstation.bytes) }
    return writer.bytes
  }

  private static func parsed(_ record: [UInt8]) throws(FormatError) -> WorkstationList {
    var reader = ByteReader(record)
    do throws(ByteError) {
      _ = try reader.raw(1)
      let controller = try PublicKey(from: &reader, kinds: [.controller])
      let day = try reader.day()
      let count = try reader.integer(UInt16.self)
      var workstations: [PublicKey] = []
      var last = ""
      for _ in 0..<count {
        let workstation = try PublicKey(from: &reader, kinds: [.workstation])
        let fingerprint = workstation.fingerprint
        guard fingerprint > last else { throw .malformed }
        last = fingerprint
        workstations.append(workstation)
      }
      let signature = try reader.raw(64)
      try reader.finish()
      return WorkstationList(
        controller: controller, day: day, workstations: workstations, signature: signature)
    } catch {
      throw FormatError(.encoding, "a field has a value that no writer makes")
    }
  }
}
