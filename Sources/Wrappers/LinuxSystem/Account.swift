internal import CLinux
internal import Glibc

/// The user that runs this process, and what the session tells it.
package enum Account {
  package static var userNumber: UInt32 { getuid() }
  package static var processNumber: Int32 { getpid() }

  /// The login name of the user database; nil where the user is not in it.
  package static var login: String? {
    unsafe getpwuid(getuid()).map { unsafe String(cString: $0.pointee.pw_name) }
  }

  /// What this machine calls itself.
  package static var hostName: String {
    var name = utsname()
    guard unsafe uname(&name) == 0 else { return "" }
    return unsafe withUnsafeBytes(of: &name.nodename) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// HOME, else the user database's directory.
  package static var home: String {
    if let home = variable("HOME") { return home }
    return unsafe getpwuid(getuid()).map { unsafe String(cString: $0.pointee.pw_dir) } ?? "/"
  }

  /// An environment variable; empty counts as unset.
  ///
  /// Nil for a program with raised rights.
  package static func variable(_ name: String) -> String? {
    guard let value = unsafe secure_getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// All variables, as `NAME=value`.
  package static var environment: [String] {
    var all: [String] = []
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      unsafe all.append(String(cString: text))
      unsafe entry += 1
    }
    return all
  }

  /// `$XDG_STATE_HOME/callreel`: journal, draws, keys and spool of this user.
  package static var stateDirectory: String {
    (variable("XDG_STATE_HOME") ?? home + "/.local/state") + "/callreel"
  }

  /// This program's own file.
  package static var executable: String {
    (try? Files.resolved("/proc/self/exe")) ?? "callreel"
  }
}
