import ClipStore
import LinuxSystem
import TestSupport
import Testing

@Suite("Credentials of a bucket") struct CredentialsTests {
  private func fault(_ text: String?, mode: UInt32 = 0o600) throws -> CredentialsFault? {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/credentials"
    if let text { try Files.create(path: path, Array(text.utf8), mode: mode) }
    do throws(StoreError) {
      _ = try openStore(StoreSettings("s3://films", credentials: path))
      return nil
    } catch .credentials(let fault) {
      return fault
    } catch {
      throw error
    }
  }

  private static let good = """
    # of the workstations
    [default]
    aws_access_key_id = AKIA1
      aws_secret_access_key=a/b+c=
    aws_session_token = t
    """

  @Test("are as in AWS's own file, private, and whole")
  func files() throws {
    #expect(try fault(Self.good) == nil)
    #expect(try fault(Self.good, mode: 0o400) == nil)
    for mode: UInt32 in [0o640, 0o604, 0o644, 0o660] {
      #expect(try fault(Self.good, mode: mode) == .exposed)
    }
    #expect(try fault(nil) == .missing)
    #expect(try fault("") == .lacks("aws_access_key_id"))
    #expect(try fault("aws_access_key_id = a\n") == .lacks("aws_secret_access_key"))
    #expect(try fault("aws_access_key_id = a\n\nsecret = b\n") == .line(3))
    #expect(try fault("aws_access_key_id a\n") == .line(1))
    #expect(try fault("aws_access_key_id = a\nb\n") == .line(2))
    #expect(try fault("aws_access_key_id = a b\n") == .line(1))
    #expect(try fault("aws_access_key_id = \n") == .line(1))
    #expect(throws: StoreError.credentials(.notGiven)) { try openStore("s3://films") }
  }
}
