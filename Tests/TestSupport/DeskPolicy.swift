import ByteCoding
internal import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import LinuxSystem
import Messages
import Spool
import Timeline

/// A throwaway policy with keys, seeds, lists and a confirmed notice.
package struct DeskPolicy {
  /// What a test may want otherwise.
  package struct Terms: Sendable {
    package var lookbackMilliseconds = 300
    package var shortestClipSeconds = 2
    package var segmentSeconds = 10
    package var rate = 15
    /// How many calls from the first on are drawn for certain.
    package var drawnCalls = 1
    package var isNoticeConfirmed = true
    /// The tables of the windows that are filmed, where they are not the ordinary one.
    package var windows: String?
    /// A bucket in the place of the folder.
    package var bucket: ObjectServer.Bucket?
    /// What may wait for the store before nothing more is recorded.
    package var spoolMegabytes = 2000
    /// The works council's public key, where one agreed.
    package var councilKey: PublicKey?
    /// Further tables of the policy.
    package var more = ""

    package init() {}
  }

  package static let employee = Account.login ?? "nobody"
  package static let windowClass = "callreel-desk"
  package static let campaign = "desk"
  private static let share = 0.2

  package let directory: String
  package let state: String
  package let store: String
  package let trainerKeyFile: String
  package let trainer: PublicKey
  package let controllerKeyFile: String

  /// Where the desk's first agent has its clips.
  package var spool: String {
    state + "/spool/" + SpoolName(host: SpoolName.thisHost, number: 0).text
  }

  /// Writes everything below `root`.
  package init(root: String, terms: Terms) throws {
    directory = root + "/config"
    state = root + "/state/callreel"
    store = terms.bucket?.folder ?? root + "/store"
    trainerKeyFile = root + "/trainer.key"
    controllerKeyFile = root + "/controller.key"
    for folder in [directory + "/people", state, store] { try Files.makeDirectories(folder) }
    let controller = PrivateKey.generate(kind: .controller)
    let trainer = PrivateKey.generate(kind: .trainer)
    self.trainer = trainer.publicKey
    try Files.create(path: trainerKeyFile, trainer.encode())
    try Files.create(path: controllerKeyFile, controller.encode())
    try Files.create(path: directory + "/customers.txt", Array("+331555012*\n".utf8))
    let seeds = try Self.seeds(drawing: terms.drawnCalls, state: state)
    var lines: [String] = []
    for (index, seed) in seeds.enumerated() {
      try Files.create(
        path: directory + "/seed.\(index)", Array((Hexadecimal.encode(seed) + "\n").utf8))
      let commitment = Hexadecimal.encode(Digest.blake2b256(seed))
      lines.append("{ file = \"seed.\(index)\", commitment = \"\(commitment)\" }")
    }
    let policy = Self.policy(
      controller: controller.publicKey, trainer: trainer.publicKey,
      seeds: lines.joined(separator: ", "), store: terms.bucket?.keys ?? "url = \"dir:\(store)\"",
      terms: terms)
    try Files.create(path: directory + "/policy.toml", Array(policy.utf8))
    try Files.create(
      path: directory + "/people/\(Self.employee).toml", Array(Self.enrolment.utf8))
    if terms.isNoticeConfirmed { try confirmNotice() }
  }

  /// Confirms the notice as the employee would, with a record in the state directory (F4).
  package func confirmNotice() throws {
    let loaded = try Configuration.load(directory: directory, login: Self.employee)
    try NoticeConfirmation(stateDirectory: state)
      .confirm(hash: Digest.blake2b256(Array(Notice.confirmedText(policy: loaded.policy).utf8)))
  }

  package func trainerKey() throws -> PrivateKey {
    try PrivateKey.read(
      text: try Files.read(path: trainerKeyFile, limit: 4096), passphrase: nil)
  }

  /// Seeds of two parties under which this workstation's first calls are drawn.
  private static func seeds(drawing count: Int, state: String) throws -> [[UInt8]] {
    let workstation = try WorkstationKey.load(stateDirectory: state).publicKey.fingerprint
    try Files.makeDirectories(state + "/draws")
    let own = RandomBytes.make(32)
    try Files.create(path: DrawList.seedPath(state, campaign), own)
    while true {
      let seeds = [RandomBytes.make(32), RandomBytes.make(32)]
      let isDrawn = (0..<UInt64(count)).allSatisfy { index in
        let message = Draw.message(
          seeds: seeds + [own], campaign: campaign, person: employee, workstation: workstation,
          ordinal: index + 1)
        return Draw.selects(digest: Digest.blake2b256(message), share: share)
      }
      if isDrawn { return seeds }
    }
  }

  package static var today: CalendarDay {
    CalendarDay(unixSeconds: Clock.unixSeconds + Int64(Clock.zoneOffsetSeconds))
  }

  private static var enrolment: String {
    """
    employee = "\(employee)"
    application = "desk"
    reason = "a test"
    until = \((today + 14).text)
    trainers = ["Desk Trainer"]

    """
  }

  private static let window = """
    [[window]]
    application = "desk"
    class = "\(windowClass)"
    accessibility = "none-needed"
    """

  private static func policy(
    controller: PublicKey, trainer: PublicKey, seeds: String, store: String, terms: Terms
  ) -> String {
    let agreed = (today - 30).text
    let council =
      terms.councilKey.map { "reference = \"CSE\", date = \(agreed), key = \"\($0.text)\"" }
      ?? "none = \"a test without employees\""
    return """
      purpose = "training"

      [controller]
      name = "Desk Company"
      contact = "dpo@example.org"
      key = "\(controller.text)"

      [justification]
      necessity = "a test of the program"
      alternatives = "reading the manual"
      balancing = { reference = "BAL", date = \(agreed) }
      dpia = { reference = "DPIA", date = \(agreed) }

      [notice]
      version = "desk"
      legal_basis = "legitimate-interest"
      rights = "access, rectification, erasure, restriction, objection: write to the contact"
      works_council = { \(council) }
      protocol = "https://example.org/calls"
      caller_message = "This call and the adviser's screen may be recorded for training. See example.org/privacy."

      [campaign]
      id = "\(campaign)"
      application = "desk"
      starts = \((today - 1).text)
      ends = \((today + 30).text)

      [calls]
      customers = "customers.txt"
      country = "FR"

      [[queue]]
      name = "claims"
      flagged = true
      informed = { inbound = true, outbound = false }
      evidence = false

      [sampling]
      share = \(share)
      per_person_per_week = 10
      seeds = [\(seeds)]

      \(terms.windows ?? Self.window)

      [video]
      rate = \(terms.rate)
      segment_seconds = \(terms.segmentSeconds)
      min_clip_seconds = \(terms.shortestClipSeconds)

      [redaction]
      lookback_ms = \(terms.lookbackMilliseconds)

      [retention]
      clips = 1

      [access]
      export = true

      [store]
      \(store)
      spool_megabytes = \(terms.spoolMegabytes)
      free_megabytes = 0

      [[recipient]]
      name = "Desk Trainer"
      role = "trainer"
      key = "\(trainer.text)"
      until = \((today + 30).text)

      \(terms.more)

      """
  }
}
