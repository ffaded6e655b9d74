internal import ClipFormat
package import ClipSealing
internal import LinuxSystem

/// The key by which this workstation signs what it films; it opens no clip.
package enum WorkstationKey {
  /// Where the key lies below a state directory.
  package static func path(stateDirectory: String) -> String {
    stateDirectory + "/workstation.key"
  }

  /// The key's fingerprint; nil where there is no key yet.
  package static func fingerprint(stateDirectory: String) -> String? {
    guard Files.exists(path(stateDirectory: stateDirectory)) else { return nil }
    return (try? load(stateDirectory: stateDirectory))?.publicKey.fingerprint
  }

  /// Reads the key; the first time it is made.
  package static func load(stateDirectory: String) throws(JournalError) -> PrivateKey {
    let path = path(stateDirectory: stateDirectory)
    if !Files.exists(path) {
      let fresh = PrivateKey.generate(kind: .workstation)
      try onDisk { () throws(SystemError) in
        try Files.makeDirectories(stateDirectory)
        try Files.replace(path: path, fresh.encode())
      }
    }
    let text = try onDisk { () throws(SystemError) in try Files.read(path: path, limit: 4096) }
    do throws(KeyFileError) {
      let key = try PrivateKey.read(text: text, passphrase: nil)
      guard key.kind == .workstation else { throw .wrongKind(key.kind) }
      return key
    } catch {
      throw .damaged
    }
  }
}
