import ClipFormat
import ClipStore
import LinuxSystem
import ObjectStorage
import TestSupport
import Testing

@Suite("A look at a bucket") struct BucketReviewTests {
  private func review(_ server: ObjectServer) throws -> BucketReview {
    let settings = StoreSettings(server.url, credentials: server.credentials)
    return try #require(try reviewBucket(settings))
  }

  /// No object, no version of one, and no mark of one that went.
  private func isEmpty(
    _ server: ObjectServer, _ bucket: String = ObjectServer.bucket
  ) throws -> Bool {
    let versions = try server.ask("GET", bucket + "?versions")
    return !versions.contains("<Key>")
  }

  @Test("of a server that ignores If-None-Match says so and leaves nothing")
  func rclone() throws {
    let server = try ObjectServer(.rclone)
    let review = try review(server)
    #expect(review.creation == .overwrites && review.versioning == .told(.never))
    #expect(review.lock == .unknown && review.replicates == .unknown)
    #expect(review.lifecycle == .unknown)
    let left = try TestProgram.output(
      of: "find", [server.folder, "-type", "f"], environment: ["PATH=/usr/bin:/bin"])
    #expect(left.isEmpty, "\(String(decoding: left, as: UTF8.self))")
  }

  @Test("of one that keeps versions, copies and rules names all of them")
  func moto() throws {
    let server = try ObjectServer(.moto)
    var found = try review(server)
    #expect(found.versioning == .told(.never) && found.lock == .told(.none))
    #expect(found.replicates == .told(false) && found.lifecycle == .told(BucketLifecycle()))
    #expect(found.creation == .refused)
    #expect(try isEmpty(server))
    try server.set(
      "versioning",
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
    try server.set(
      "lifecycle",
      """
      <LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status>
      <Filter><Prefix>calls/</Prefix></Filter><Expiration><Days>400</Days></Expiration>
      <NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>
      </Rule></LifecycleConfiguration>
      """)
    found = try review(server)
    #expect(found.versioning == .told(.on))
    #expect(
      found.lifecycle
        == .told(BucketLifecycle(earliestDays: 400, latestDays: 400, noncurrentDays: 3)))
    #expect(found.creation == .refused)
    #expect(try isEmpty(server), "neither a version nor a mark is left")
    try server.set(
      "versioning",
      "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")
    #expect(try review(server).versioning == .told(.suspended))
  }

  @Test("of a bucket that locks objects tries nothing that would stay")
  func locked() throws {
    let server = try ObjectServer(.moto)
    try server.ask("PUT", "copies")
    try server.ask("PUT", "locked", header: "x-amz-bucket-object-lock-enabled: true")
    try server.set(
      "object-lock",
      """
      <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>
      <DefaultRetention><Mode>COMPLIANCE</Mode><Days>30</Days></DefaultRetention></Rule>
      </ObjectLockConfiguration>
      """, of: "locked")
    try server.set(
      "replication",
      """
      <ReplicationConfiguration><Role>arn:aws:iam::1:role/r</Role><Rule><ID>a</ID>
      <Status>Enabled</Status><Priority>1</Priority><Filter><Prefix></Prefix></Filter>
      <DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>
      <Destination><Bucket>arn:aws:s3:::copies</Bucket></Destination></Rule>
      </ReplicationConfiguration>
      """, of: "locked")
    let url = ObjectServer.url(port: server.port, bucket: "locked")
    let found = try #require(
      try reviewBucket(StoreSettings(url, credentials: server.credentials)))
    #expect(found.lock == .told(.each(days: 30)) && found.replicates == .told(true))
    #expect(found.creation == .untried)
    #expect(try isEmpty(server, "locked"))
  }

  @Test("tells what may not be asked from what the server does not know")
  func refused() throws {
    let directory = try TemporaryDirectory()
    let credentials = directory.path + "/credentials"
    try ObjectServer.write(credentials, secretKey: "secret")
    let log = directory.path + "/requests"
    let server = try LoggedServer(
      script: "hostile_store.py", [log], folder: directory.path)
    func review(_ bucket: String) throws(StoreError) -> BucketReview? {
      try reviewBucket(
        StoreSettings(
          "s3://\(bucket)/calls?endpoint=http://127.0.0.1:\(server.port)",
          credentials: credentials))
    }
    let denied = try #require(try review("denied"))
    #expect(denied.versioning == .notAllowed && denied.lock == .notAllowed)
    #expect(denied.replicates == .notAllowed && denied.lifecycle == .notAllowed)
    #expect(denied.creation == .untried)
    let unknowing = try #require(try review("unknowing"))
    #expect(unknowing.versioning == .unknown && unknowing.lock == .unknown)
    #expect(unknowing.creation == .untried)
    let requests = String(decoding: try Files.read(path: log, limit: 1 << 20), as: UTF8.self)
    #expect(!requests.contains("PUT"), "nothing is made that may not be removed")
    #expect(throws: StoreError.noBucket) { try review("gone") }
    #expect(throws: StoreError.redirected) { try review("redirect") }
    #expect(try reviewBucket(StoreSettings("dir:" + directory.path)) == nil)
  }
}
