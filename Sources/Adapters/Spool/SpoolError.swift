package import ClipFormat
internal import LinuxSystem

/// What can go wrong with the spool.
package enum SpoolError: Error, Equatable {
  case full
  /// `errno` of the call that failed.
  case unwritable(code: Int32)
  /// A clip of that name is there already.
  case taken
  /// The clip's objects are not what a recorder leaves behind.
  case damaged(ClipFault)
}

/// Runs file work and gives its error the module's type.
func onDisk<Result: ~Copyable>(
  _ body: () throws(SystemError) -> Result
) throws(SpoolError) -> Result {
  do throws(SystemError) {
    return try body()
  } catch {
    throw error.isFull ? .full : .unwritable(code: error.code)
  }
}
