import LinuxSystem

/// A real S3 server on this machine, with one bucket; it ends with the value.
///
/// `packaging/need test` installs both below the package's folder.
package final class ObjectServer {
  package enum Kind: String, CaseIterable, Sendable {
    /// Checks signatures, keeps objects as files; overwrites whatever is there.
    case rclone
    /// Refuses a second object of a name, returns checksums; checks no signature.
    case moto
    /// OpenStack Swift's S3 interface; Debian's `python3-swift` has it.
    case swift
  }

  package static let accessKey = "access-key"
  package static let secretKey = "secret-key"
  package static let bucket = "films"
  /// Swift's users have an account.
  private static let account = "films:"

  /// Below it `packaging/need` has installed the servers.
  package static let installation = root(of: #filePath) + "/.build-stores"
  package static let repository = root(of: #filePath)

  /// Where rclone keeps its objects.
  package let folder: String
  /// A file of credentials that the server knows.
  package let credentials: String
  private let directory: TemporaryDirectory
  private let server: LoggedServer

  package init(_ kind: Kind) throws {
    directory = try TemporaryDirectory()
    folder = directory.path + "/objects"
    credentials = directory.path + "/credentials"
    try Files.makeDirectories(folder + "/" + Self.bucket)
    try Self.write(credentials, secretKey: Self.secretKey)
    let words: [String]
    switch kind {
    case .rclone:
      words = [
        Self.installation + "/bin/rclone", "serve", "s3", folder, "--addr", "127.0.0.1:0",
        "--auth-key", Self.accessKey + "," + Self.secretKey, "--config", "",
      ]
    case .moto:
      words = ["/usr/bin/python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    case .swift:
      try Self.write(
        credentials, accessKey: Self.account + Self.accessKey, secretKey: Self.secretKey)
      words = [
        "/usr/bin/python3", Self.repository + "/packaging/prove.d/swift_store.py", folder,
        Self.bucket,
      ]
    }
    let libraries = kind == .swift ? [] : ["PYTHONPATH=" + Self.installation]
    server = try LoggedServer(words, libraries, folder: directory.path)
    if kind == .moto { try ask("PUT", Self.bucket) }
  }

  package var port: UInt16 { server.port }

  /// What a policy has to say of it.
  package struct Bucket: Sendable {
    /// The keys of `[store]`.
    package let keys: String
    /// Where its objects lie as files.
    package let folder: String
  }

  /// The bucket, written to by `kilobytesPerSecond` at the most, with its own credentials or these.
  package func policy(
    kilobytesPerSecond: Int = 100_000, credentials: String? = nil
  ) -> Bucket {
    Bucket(
      keys: """
        url = "\(url)"
        credentials = "\(credentials ?? self.credentials)"
        kilobytes_per_second = \(kilobytesPerSecond)
        """, folder: folder + "/\(Self.bucket)/calls")
  }

  /// What `store.url` says of the bucket.
  package var url: String { Self.url(port: port) }

  /// The same bucket behind another port.
  package static func url(port: UInt16, bucket: String = bucket) -> String {
    "s3://\(bucket)/calls?endpoint=http://127.0.0.1:\(port)"
  }

  package static func write(
    _ path: String, accessKey: String = accessKey, secretKey: String
  ) throws {
    let text = "[default]\naws_access_key_id = \(accessKey)\naws_secret_access_key = \(secretKey)\n"
    try? Files.remove(path)
    try Files.create(path: path, Array(text.utf8))
  }

  /// Sets something of moto's bucket, such as `versioning`.
  package func set(_ name: String, _ document: String, of bucket: String = bucket) throws {
    try ask("PUT", bucket + "?" + name, document, header: "Content-Type: text/xml")
  }

  /// What moto answers to an administrator; it asks for no signature.
  @discardableResult
  package func ask(
    _ method: String, _ path: String, _ body: String = "", header: String = "Accept: */*"
  ) throws -> String {
    let answer = try TestProgram.output(
      of: "curl",
      [
        "-sf", "-X", method, "-H", header, "--data-binary", body,
        "http://127.0.0.1:\(port)/" + path,
      ],
      environment: ["PATH=/usr/bin:/bin"])
    return String(decoding: answer, as: UTF8.self)
  }

  private static func root(of file: String) -> String {
    (0..<3).reduce(file) { path, _ in Files.parent(of: path) }
  }
}
