package import ClipFormat
internal import ClipSealing
internal import ClipStore
internal import LinuxSystem
internal import Timeline

/// The access records of one command: written to the store before a key is used (F10).
///
/// A record goes to the end of the reader's chain, sealed to the controller; the store itself keeps
/// the chain's end, and takes no two records of one number. What concerns one clip is one record;
/// what concerns all clips of a trainee is one for each controller. The workstations whose clips
/// are opened get the same record in their inboxes.
package final class AccessLog: AccessWitness {
  private static let attempts = 8

  private let use: AccessUse
  private let trainee: String?
  private let request: [UInt8]?
  /// Whether the command is about one clip; attempts at others are not its own.
  private let isOfOneClip: Bool
  private var begun: [Subject: AccessRecord] = [:]
  private var told: Set<PublicKey> = []
  private var workstation: PublicKey?

  /// What one record is of: a clip, or all clips of a controller.
  private struct Subject: Hashable {
    let controller: KeyHash
    let clip: ClipLocation?
  }

  package init(_ use: AccessUse, of trainee: String?, oneClip: Bool = true) {
    self.use = use
    self.trainee = trainee
    request = nil
    isOfOneClip = oneClip
  }

  /// Of an export that answers a request; `employee` is whom the controller's order names.
  init(exportFor request: [UInt8], of employee: String?) {
    use = .exportForRequest
    trainee = employee
    self.request = request
    isOfOneClip = true
  }

  func begin(
    _ clip: ClipLocation, controller: KeyHash, key: borrowing ReaderKey, on shelf: ClipShelf
  ) throws(PlayerError) -> AccessReceipt {
    let subject = Subject(controller: controller, clip: isOfOneClip ? clip : nil)
    if begun[subject] == nil {
      begun[subject] = try write(.begun, clip, to: controller, by: key, on: shelf)
    }
    return AccessReceipt(of: clip)
  }

  func tell(
    _ workstation: PublicKey, of employee: String, on shelf: ClipShelf
  ) throws(PlayerError) {
    self.workstation = workstation
    guard isOfOneClip || trainee == nil || employee == trainee, !told.contains(workstation)
    else { return }
    for record in begun.values { try shelf.tell(record, to: workstation) }
    told.insert(workstation)
  }

  /// Nothing is opened after this, so a record that the store refuses changes nothing.
  package func refuse(
    _ clip: ClipLocation, controller: KeyHash, for error: PlayerError,
    key: borrowing ReaderKey, on shelf: ClipShelf
  ) {
    guard isOfOneClip, let outcome = AccessOutcome(error),
      let record = try? write(outcome, clip, to: controller, by: key, on: shelf)
    else { return }
    if let workstation { try? shelf.tell(record, to: workstation) }
  }

  private func write(
    _ outcome: AccessOutcome, _ clip: ClipLocation, to controller: KeyHash,
    by key: borrowing ReaderKey, on shelf: ClipShelf
  ) throws(PlayerError) -> AccessRecord {
    let known = try shelf.controllerKey(controller)
    let act = AccessRecord.Act(
      use, outcome, of: isOfOneClip ? clip : nil, trainee: trainee,
      unixMilliseconds: Clock.unixMicroseconds / 1_000, request: request)
    for _ in 0..<Self.attempts {
      let link = try shelf.nextLink(
        of: key.fingerprint, for: controller,
        today: CalendarDay(unixMilliseconds: act.unixMilliseconds))
      let record = key.accessRecord(act, at: link, to: controller)
      if try shelf.append(record, for: known) { return record }
    }
    throw .accessContested
  }
}
