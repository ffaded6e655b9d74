package import ClipFormat

/// Where sealed clips are kept: objects are created, read and listed, never changed.
///
/// A returned `put` is the acknowledgement that the object is kept: only then may the spool let
/// go of it (P7).
package protocol ClipStore: Sendable {
  /// Keeps one object; the same bytes under the same name are acknowledged again.
  func put(_ name: ObjectName, of clip: ClipLocation, _ bytes: [UInt8]) throws(StoreError)
  func get(_ name: ObjectName, of clip: ClipLocation) throws(StoreError) -> [UInt8]
  /// The names of a clip's objects, sorted; empty where there is no such clip.
  func objects(of clip: ClipLocation) throws(StoreError) -> [ObjectName]
  /// All clips, sorted by campaign and day.
  func clips() throws(StoreError) -> [ClipLocation]
}

/// What a store can refuse.
package enum StoreError: Error, Equatable, Sendable {
  /// The address is of no known form.
  case unknownAddress
  /// The store's folder or endpoint is not there.
  case unreachable
  case missing
  /// Another object has that name.
  case taken
  case full
  case notAllowed
  /// Any other failure, as `errno`.
  case failed(code: Int32)
}

/// The store that an address of the policy's `store.url` names.
package func openStore(_ address: String) throws(StoreError) -> any ClipStore {
  guard address.hasPrefix("dir:"), address.utf8.count > 4 else { throw .unknownAddress }
  return try FolderStore(root: String(address.dropFirst(4)))
}
