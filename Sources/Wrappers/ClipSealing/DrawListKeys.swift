package import ClipFormat

/// The two keys that open a list of draws together; neither opens it alone (N3).
///
/// The council's sealed box lies within the controller's, as the boxes of a recovery pair do.
package struct DrawListKeys: Hashable, Sendable {
  /// What is wrong with an opening.
  package enum Fault: Error, Equatable {
    /// The outer box is another controller's, or was changed.
    case controller
    /// The inner box is another council's.
    case council
  }

  /// What a sealed list begins with; a plain one begins otherwise.
  private static let title = Array("callreel-draws-sealed 1\n".utf8)

  package let controller: PublicKey
  package let council: PublicKey

  /// Nil unless each is of its kind.
  package init?(controller: PublicKey, council: PublicKey) {
    guard controller.kind == .controller, council.kind == .council else { return nil }
    self.controller = controller
    self.council = council
  }

  package static func isSealed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: title) }

  /// Nil for a key that is no usable point.
  ///
  /// Zero bytes at the end hide from the store how many calls the list has; a list has none itself.
  package func seal(_ list: [UInt8]) -> [UInt8]? {
    let padding = [UInt8](repeating: 0, count: Padme.length(list.count) - list.count)
    return SealedBox.seal(SecretBytes(copying: list + padding), to: council.agreement)
      .flatMap { SealedBox.seal(SecretBytes(copying: $0), to: controller.agreement) }
      .map { Self.title + $0 }
  }

  /// Opens what ``seal(_:)`` made.
  package static func open(
    _ sealed: [UInt8], controller: borrowing PrivateKey, council: borrowing PrivateKey
  ) throws(Fault) -> [UInt8] {
    guard isSealed(sealed),
      let inner = SealedBox.open(Array(sealed.dropFirst(title.count)), with: controller)
    else { throw .controller }
    guard let list = SealedBox.open(inner.revealed, with: council) else { throw .council }
    let padded = list.revealed
    return Array(padded[...(padded.lastIndex { $0 != 0 } ?? -1)])
  }
}
