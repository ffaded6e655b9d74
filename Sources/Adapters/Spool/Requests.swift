package import ClipFormat
internal import ClipSealing
internal import LinuxSystem
package import Timeline

/// What this employee asked of the controller, and what of it has still to be sent (N9).
///
/// `requests/` below the state directory holds what was asked, for the journal; `outbox/` the same,
/// sealed to the controller, until the store has acknowledged it. Mode 0700 and 0600.
package struct Requests: Sendable {
  private let state: String
  private var kept: String { state + "/requests" }
  private var outbox: Outbox { Outbox(root: Outbox.path(stateDirectory: state)) }

  package init(stateDirectory: String) {
    state = stateDirectory
  }

  /// Keeps a signed request and leaves it to the uploader; both are on the disk when it returns.
  ///
  /// False where the controller's key is no usable point.
  package func add(_ request: RequestRecord, for controller: PublicKey) throws(SpoolError) -> Bool {
    guard let object = request.object(for: controller) else { return false }
    let name = LedgerName.request(
      request.identifier, on: request.day, in: .requests(controller: controller.fingerprint))
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(kept)
      try Files.replace(path: kept + "/" + name.text, request.bytes)
    }
    try outbox.add(object, as: name)
    return true
  }

  /// All that was asked, by its day, and whether it has left; what is too old is let go of (F12).
  ///
  /// An objection does not grow too old here: ``holdRecording(today:answered:)`` lets go of it.
  package func all(
    today: CalendarDay
  ) throws(SpoolError) -> [(request: RequestRecord, isSent: Bool)] {
    guard Files.exists(kept) else { return [] }
    let unsent = Set(try outbox.names())
    var all: [(request: RequestRecord, isSent: Bool)] = []
    for name in try onDisk({ () throws(SystemError) in try Files.list(kept) }) {
      guard LedgerName.request(name) != nil, let day = CalendarDay(name.prefix(10)) else {
        continue
      }
      let bytes = try onDisk { () throws(SystemError) in
        try Files.read(path: kept + "/" + name, limit: FormatLimits.recordBytes)
      }
      let request = try? RequestRecord(verifying: bytes)
      if day + AccessChain.keptDays <= today, request?.kind != .object {
        try remove(name)
      } else if let request {
        all.append((request, !unsent.contains(name)))
      }
    }
    return all
  }

  private func remove(_ name: String) throws(SpoolError) {
    try onDisk { () throws(SystemError) in try Files.remove(kept + "/" + name) }
  }

  /// Whether an objection waits for its answer: until then nothing is recorded (N9), however long
  /// that is.
  ///
  /// What cannot be read counts as one. One that is answered is let go of when it is too old.
  package func holdRecording(today: CalendarDay, answered: () -> Set<[UInt8]>) -> Bool {
    guard let all = try? all(today: today) else { return true }
    let objections = all.map(\.request).filter { $0.kind == .object }
    guard !objections.isEmpty else { return false }
    let answered = answered()
    for old in objections where old.day + AccessChain.keptDays <= today {
      guard answered.contains(old.identifier) else { continue }
      let folder = LedgerFolder.requests(controller: old.controller.fingerprint)
      try? remove(LedgerName.request(old.identifier, on: old.day, in: folder).text)
    }
    return objections.contains { !answered.contains($0.identifier) }
  }
}
