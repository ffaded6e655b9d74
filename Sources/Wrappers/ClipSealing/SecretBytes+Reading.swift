internal import CSodium
internal import Glibc

extension SecretBytes {
  /// The length of a clip's private signing key in the spool.
  package static let seedBytes = 32

  /// Reads a secret from where the open file stands, straight into guarded memory.
  ///
  /// Nil where the file has fewer bytes. No copy is left anywhere in this process.
  package init?(reading descriptor: Int32, count: Int) {
    self.init(count: count)
    let read = unsafe withMutablePointer { start in
      unsafe Glibc.read(descriptor, start, count)
    }
    guard read == count else { return nil }
  }
}
