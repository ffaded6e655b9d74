internal import CallPolicy
internal import LinuxSystem

/// The files of one configuration directory, read only where nobody else could have changed them.
///
/// Who can change the policy can change what is recorded: owner and mode of each file, and of our
/// directories, are checked before it is read.
struct ConfigurationDirectory {
  /// Who may read a file besides its owner.
  enum Readers: Equatable {
    case anybody
    /// The owner and its group: it holds a secret.
    case group
    /// This login only, because the file tells of that person.
    case login(String)
  }

  private let path: String

  init(_ path: String) throws(ConfigurationError) {
    self.path = path
    guard let status = try Self.status(path, shown: path), status.isDirectory else {
      throw ConfigurationError(
        kind: .noPolicy, file: path, problem: "there is no such directory",
        advice: "name another, or start from /usr/share/doc/callreel/example")
    }
    try Self.check(status, shown: path)
  }

  /// The file's bytes; nil where it does not exist.
  ///
  /// A name with a slash at its start is a path of its own.
  func read(
    _ name: String, limit: Int, readers: Readers = .anybody
  ) throws(ConfigurationError) -> [UInt8]? {
    let path = name.hasPrefix("/") ? name : path + "/" + name
    guard let status = try Self.status(path, shown: name) else { return nil }
    // A pipe would be waited for, a device never end.
    guard status.isRegular else { throw ConfigurationError(file: name, problem: "is not a file") }
    try Self.check(status, shown: name)
    if readers != .anybody, status.mode & 0o004 != 0 {
      throw ConfigurationError(
        file: name, rule: .n10, problem: "everybody can read it", advice: "chmod o= on it")
    }
    if case .login(let login) = readers { try Self.checkReaders(status, login, shown: name) }
    guard status.size <= limit else {
      throw ConfigurationError(file: name, problem: "is longer than \(limit) bytes")
    }
    do {
      return try Files.read(path: path, limit: limit)
    } catch {
      throw ConfigurationError(file: name, problem: "cannot be read: \(error.message)")
    }
  }

  /// Names in a directory of ours; empty where it does not exist.
  func list(_ name: String) throws(ConfigurationError) -> [String] {
    let path = path + "/" + name
    guard let status = try Self.status(path, shown: name) else { return [] }
    try Self.check(status, shown: name)
    do {
      return try Files.list(path)
    } catch {
      throw ConfigurationError(file: name, problem: "cannot be read: \(error.message)")
    }
  }

  /// Refuses a directory of ours that others could change; a missing one is none.
  func checkDirectory(_ name: String) throws(ConfigurationError) {
    if let status = try Self.status(path + "/" + name, shown: name) {
      try Self.check(status, shown: name)
    }
  }

  private static func status(
    _ path: String, shown: String
  ) throws(ConfigurationError) -> FileStatus? {
    do {
      return try Files.status(path: path)
    } catch {
      if error.isMissing { return nil }
      throw ConfigurationError(file: shown, problem: "cannot be read: \(error.message)")
    }
  }

  /// A login that this machine does not know is one of another machine: its group cannot be judged.
  private static func checkReaders(
    _ status: FileStatus, _ login: String, shown: String
  ) throws(ConfigurationError) {
    guard let known = Login(login) else { return }
    if known.sharesItsNumber {
      throw ConfigurationError(
        file: shown, rule: .f7, problem: "is for a login that shares its user number",
        advice: "a user number for each person")
    }
    if status.mode & 0o040 != 0, !known.isAlone(inGroup: status.group) {
      throw ConfigurationError(
        file: shown, rule: .n10, problem: "its group can read it",
        advice: "chgrp it to the person's own group, or chmod g= on it")
    }
  }

  private static func check(_ status: FileStatus, shown: String) throws(ConfigurationError) {
    if status.owner != 0, status.owner != Account.userNumber {
      throw ConfigurationError(
        file: shown, problem: "belongs to somebody else", advice: "chown it to root")
    }
    if status.mode & 0o022 != 0 {
      throw ConfigurationError(
        file: shown, problem: "others can write it", advice: "chmod go-w on it")
    }
  }
}
