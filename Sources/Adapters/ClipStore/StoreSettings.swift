internal import LinuxSystem
internal import ObjectStorage

/// The address of a store, and how it is reached.
package struct StoreSettings: Equatable, Sendable {
  package var address: String
  /// Files, by their paths: the secrets of a bucket, and whose certificates are trusted.
  package var credentials: String?
  package var certificateAuthority: String?
  /// As curl(1) takes it; nil: as the environment says.
  package var proxy: String?
  /// Upload speed limit, in 1000 bytes a second.
  package var kilobytesPerSecond: Int?

  package init(
    _ address: String, credentials: String? = nil, certificateAuthority: String? = nil,
    proxy: String? = nil, kilobytesPerSecond: Int? = nil
  ) {
    self.address = address
    self.credentials = credentials
    self.certificateAuthority = certificateAuthority
    self.proxy = proxy
    self.kilobytesPerSecond = kilobytesPerSecond
  }
}

/// The store that an address of the policy's `store.url` names.
package func openStore(_ settings: StoreSettings) throws(StoreError) -> any ClipStore {
  let address: StoreAddress
  do throws(AddressFault) {
    address = try StoreAddress(settings.address)
  } catch {
    throw .address(error)
  }
  switch address {
  case .folder(let root): return try FolderStore(root: root)
  case .bucket(let bucket): return try S3Store(bucket, settings)
  }
}

/// As ``openStore(_:)-(StoreSettings)`` where the address is all there is to say.
package func openStore(_ address: String) throws(StoreError) -> any ClipStore {
  try openStore(StoreSettings(address))
}
