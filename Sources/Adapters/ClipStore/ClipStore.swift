package import ClipFormat

/// Where sealed clips are kept: objects are created, read and listed, never changed.
///
/// A returned `put` is the acknowledgement that the object is kept: only then may the spool let
/// go of it (P7).
package protocol ClipStore: Sendable {
  /// Keeps one object; the same bytes under the same name are acknowledged again.
  func put(_ name: ObjectName, of clip: ClipLocation, _ bytes: [UInt8]) throws(StoreError)
  /// The first bytes of an object, at most `limit`.
  func get(
    _ name: ObjectName, of clip: ClipLocation, atMost limit: Int
  ) throws(StoreError) -> [UInt8]
  /// All that lies below a clip's path, by the bytes of the names; empty where nothing does.
  ///
  /// Names that begin with a dot are passed over: drafts of objects have such.
  func names(of clip: ClipLocation) throws(StoreError) -> [StoredName]
  /// All clips, sorted by campaign and day; `unread` is told of each folder that cannot be read.
  func clips(unread: (String, StoreError) -> Void) throws(StoreError) -> [ClipLocation]
}

/// A name that lies where a clip's objects do, whether or not it is one of an object's.
package struct StoredName: Equatable, Sendable {
  package let text: String
  /// No folder, link or special file; not looked at where no object has such a name.
  package let isFile: Bool

  package init(_ text: String, isFile: Bool = true) {
    self.text = text
    self.isFile = isFile
  }
}

/// What a store can refuse.
package enum StoreError: Error, Equatable, Sendable {
  /// The address is of no known form.
  case unknownAddress
  /// The store's folder or endpoint is not there.
  case unreachable
  case missing
  /// A folder, a link or a special file lies under the object's name.
  case notAFile
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
