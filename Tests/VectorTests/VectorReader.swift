import ClipFormat
import ClipSealing
import ClipVectors
import Timeline

/// What a reader made of a vector.
struct Reading: Equatable {
  var layer: FaultLayer?
  var object: String?
  var film: [UInt8] = []

  init(_ fault: ClipFault? = nil) {
    layer = fault?.layer
    object = fault?.place.text
  }

  init(_ layer: FaultLayer, in object: String) {
    self.layer = layer
    self.object = object
  }
}

/// Reads a vector in two ways: all of it in order, and each segment alone.
struct VectorReader {
  /// A fault of the list of workstations, which is no object of the clip.
  private struct ListFault: Error {
    let error: FormatError
  }

  private let vector: Vector
  private let location: ClipLocation
  private let today: CalendarDay

  init?(_ vector: Vector) {
    guard let location = ClipLocation(path: vector.path), let today = CalendarDay(vector.today)
    else { return nil }
    self.vector = vector
    self.location = location
    self.today = today
  }

  /// All objects in the order of callreel-clip(5), section VERIFYING.
  func inOrder() throws -> Reading {
    if let name = strangeName { return Reading(.name, in: name) }
    var film: [UInt8] = []
    var reading: Reading
    do {
      try verify(names, film: &film)
      reading = Reading()
    } catch let fault as ClipFault {
      reading = Reading(fault)
    } catch let fault as ListFault {
      reading = Reading(fault.error.layer, in: "workstations")
    }
    reading.film = film
    return reading
  }

  /// The faults of the whole without a key, and of each segment that is opened by itself.
  func apart() throws -> [Reading] {
    if let name = strangeName { return [Reading(.name, in: name)] }
    var faults: [Reading] = []
    func note(_ body: () throws -> Void) throws {
      do {
        try body()
      } catch let fault as ClipFault {
        faults.append(Reading(fault))
      } catch let fault as ListFault {
        faults.append(Reading(fault.error.layer, in: "workstations"))
      }
    }
    try note {
      var verifier = ClipVerifier(location: location)
      for name in names.reversed() where name == .erased || name == .opening {
        try accept(name, by: &verifier)
      }
      for name in names where name != .erased && name != .opening {
        try accept(name, by: &verifier)
      }
      _ = try verifier.outcome(today: today)
    }
    guard vector.with != .nothing, names.contains(.opening) else { return faults }
    try note {
      guard let opener = try opener() else { return }
      for name in names.reversed() {
        switch name {
        case .segment(let number):
          try note { _ = try opener.open(segment: number, bytes: bytes(name)) }
        case .closing: try note { _ = try opener.open(closing: bytes(name)) }
        case .statement: try note { try openStatement(name) }
        default: break
        }
      }
    }
    return faults
  }

  private var strangeName: String? {
    vector.archive.keys.sorted().first { ObjectName($0) == nil }
  }

  private var names: [ObjectName] { vector.archive.keys.compactMap { ObjectName($0) }.sorted() }

  private func bytes(_ name: ObjectName) -> [UInt8] { vector.archive[name.text] ?? [] }

  private func verify(_ names: [ObjectName], film: inout [UInt8]) throws {
    var verifier = ClipVerifier(location: location, today: today)
    let first = names.filter { $0 <= .opening }
    for name in first { try accept(name, by: &verifier) }
    let opener = names.contains(.opening) && vector.with != .nothing ? try opener() : nil
    switch consume opener {
    case .some(let opener):
      for name in names.dropFirst(first.count) {
        switch name {
        case .segment(let number):
          try verifier.accept(segment: number, bytes: bytes(name), opener: opener) {
            film += $0.fragment.media
          }
        case .closing:
          try verifier.accept(closing: bytes(name))
          _ = try opener.open(closing: bytes(name))
        case .statement:
          try accept(name, by: &verifier)
          try openStatement(name)
        default: try accept(name, by: &verifier)
        }
      }
    case .none: for name in names.dropFirst(first.count) { try accept(name, by: &verifier) }
    }
    _ = try verifier.outcome(today: today)
  }

  private func accept(_ name: ObjectName, by verifier: inout ClipVerifier) throws {
    let bytes = bytes(name)
    switch name {
    case .erased: try verifier.accept(erased: bytes)
    case .opening: try verifier.accept(opening: bytes)
    case .segment(let number): try verifier.accept(segment: number, bytes: bytes)
    case .closing: try verifier.accept(closing: bytes)
    case .key(let fingerprint): try verifier.accept(key: fingerprint, bytes: bytes)
    case .rewrap(let fingerprint): try verifier.accept(rewrap: fingerprint, bytes: bytes)
    case .statement(let request): try verifier.accept(statement: request, bytes: bytes)
    }
  }

  /// What a statement says, where this reader's keys open it.
  private func openStatement(_ name: ObjectName) throws {
    do throws(FormatError) {
      let statement = try StatementObject(parsing: bytes(name))
      switch vector.with {
      case .nothing, .controller: break
      case .recovery:
        guard let one = try? key(0), let other = try? key(1) else { return }
        _ = try statement.open(with: one, and: other, of: location)
      case .key, .workstations:
        guard let one = try? key(0) else { return }
        _ = try statement.open(with: one, of: location)
      }
    } catch {
      throw error.fault(in: name)
    }
  }

  private func key(_ index: Int) throws -> PrivateKey {
    try PrivateKey.read(
      text: Array(vector.keys[index].utf8),
      passphrase: vector.passphrase.map { SecretBytes(copying: Array($0.utf8)) })
  }

  /// Nil where the controller's key has opened its part, which is all that it opens.
  private func opener() throws -> ClipOpener? {
    let opening = bytes(.opening)
    let first = try key(0)
    switch vector.with {
    case .nothing: return nil
    case .controller:
      _ = try ControllerPart.open(
        opening: opening, location: location, key: first, today: today)
      return nil
    case .recovery:
      let second = try key(1)
      let pair = RecoveryPair(first.publicKey, second.publicKey)
      let name = ObjectName.key(
        fingerprint: pair?.fingerprint ?? first.publicKey.fingerprint)
      if pair != nil, vector.archive[name.text] == nil { throw ClipFault(.missing, name, "") }
      return try ClipOpener(
        recovery: first, second, keyObject: bytes(name), opening: opening, location: location,
        today: today)
    case .key, .workstations:
      let fingerprint = first.publicKey.fingerprint
      let name = ObjectName.key(fingerprint: fingerprint)
      if first.kind.opensAlone, vector.archive[name.text] == nil {
        throw ClipFault(.missing, name, "")
      }
      let opener = try ClipOpener(
        key: first, keyObject: bytes(name),
        rewrap: vector.archive[ObjectName.rewrap(fingerprint: fingerprint).text],
        opening: opening, location: location, today: today)
      do throws(FormatError) {
        if let line = vector.workstations {
          try opener.check(against: try WorkstationList(file: Array(line.utf8)))
        }
      } catch {
        if error.layer == .workstation { throw error.fault(in: .opening) }
        throw ListFault(error: error)
      }
      return opener
    }
  }
}
