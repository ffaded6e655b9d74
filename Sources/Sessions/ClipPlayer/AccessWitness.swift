internal import ClipFormat

/// Who is told before the key of a clip is used (F10).
///
/// A key object is used only with an ``AccessReceipt``, and what it opened is handed on only when
/// the person on the call was told, too. Outside of this module there is ``AccessLog`` alone.
protocol AccessWitness: AnyObject {
  /// Has it on record that this key is about to be used; what is not on record is not opened.
  func begin(
    _ clip: ClipLocation, controller: KeyHash, key: borrowing ReaderKey, on shelf: ClipShelf
  ) throws(PlayerError) -> AccessReceipt
  /// Tells the workstation that made the clip; `employee` is whose call it was.
  func tell(
    _ workstation: PublicKey, of employee: String, on shelf: ClipShelf
  ) throws(PlayerError)
  /// Has it on record that the attempt ended here.
  func refuse(
    _ clip: ClipLocation, controller: KeyHash, for error: PlayerError,
    key: borrowing ReaderKey, on shelf: ClipShelf)
}

/// The proof that a use of this clip's key is on record.
struct AccessReceipt {
  let clip: ClipLocation

  /// For who has just put it there.
  init(of clip: ClipLocation) {
    self.clip = clip
  }
}

extension AccessOutcome {
  /// The refusal that an error is; nil where the store or this machine failed.
  init?(_ error: PlayerError) {
    switch error {
    case .anotherTrainee: self = .anotherTrainee
    case .anotherKey: self = .anotherKey
    case .keyObjectAbsent: self = .keyAbsent
    case .exportRefused: self = .exportRefused
    case .unordered, .order: self = .orderRefused
    case .fault(let fault): self = fault.layer == .expiry ? .expired : .faulty
    default: return nil
    }
  }
}
