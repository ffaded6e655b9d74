package import JournalFormat
package import LinuxSystem

/// What can be wrong with the files in the employee's state directory.
package enum JournalError: Error, Equatable {
  case file(SystemError)
  /// A file that does not say what it should.
  case damaged
  /// The journal is not as it was written.
  case fault(JournalFault)
  /// The campaign's seed was replaced after draws were made with it (N3).
  case seedReplaced
}

/// Runs file work and gives its error the module's type.
func onDisk<Result: ~Copyable>(
  _ body: () throws(SystemError) -> Result
) throws(JournalError) -> Result {
  do throws(SystemError) {
    return try body()
  } catch {
    throw .file(error)
  }
}
