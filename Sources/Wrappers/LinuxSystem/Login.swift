internal import Glibc

/// A login of the user database of this machine.
package struct Login: Equatable, Sendable {
  package let name: String
  /// The numeric user.
  package let user: UInt32

  /// Nil where the user database does not have it.
  package init?(_ name: String) {
    guard let entry = unsafe getpwnam(name) else { return nil }
    self.name = name
    user = unsafe entry.pointee.pw_uid
  }

  /// Another login has the same user number, and with it the same files.
  package var sharesItsNumber: Bool {
    guard let entry = unsafe getpwuid(user) else { return false }
    return unsafe String(cString: entry.pointee.pw_name) != name
  }

  /// Whether the group is this login's own: of its name, and without further members.
  package func isAlone(inGroup group: UInt32) -> Bool {
    guard let entry = unsafe getgrgid(group) else { return false }
    guard unsafe String(cString: entry.pointee.gr_name) == name else { return false }
    guard var member = unsafe entry.pointee.gr_mem else { return true }
    while let other = unsafe member.pointee {
      guard unsafe String(cString: other) == name else { return false }
      unsafe member += 1
    }
    return true
  }
}
