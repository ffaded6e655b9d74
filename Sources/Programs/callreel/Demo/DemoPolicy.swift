import ByteCoding
import ClipFormat
import ClipSealing
import LinuxSystem
import Timeline

/// A throwaway policy with its keys, seeds and files: complete and valid, for one hour of one
/// machine.
struct DemoPolicy {
  static let trainee = Account.login ?? "demo"
  static let trainer = "Demo Trainer"
  static let windowClass = "callreel-demo"

  let directory: String
  let store: String
  let trainerKey: String
  let controllerKey: String

  /// Writes everything below `root`.
  init(root: String) throws(SystemError) {
    directory = root + "/config"
    store = root + "/store"
    trainerKey = root + "/trainer.key"
    controllerKey = root + "/controller.key"
    for folder in [directory, directory + "/people", store] {
      try Files.makeDirectories(folder)
    }
    let controller = PrivateKey.generate(kind: .controller)
    let trainer = PrivateKey.generate(kind: .trainer)
    try Files.create(path: trainerKey, trainer.encode())
    try Files.create(path: controllerKey, controller.encode())
    var seeds: [(file: String, commitment: String)] = []
    for name in ["controller", "council"] {
      let seed = RandomBytes.make(32)
      let file = "seed." + name
      let text = Hexadecimal.encode(seed) + "\n"
      try Files.create(path: directory + "/" + file, Array(text.utf8))
      seeds.append((file, Hexadecimal.encode(Digest.blake2b256(seed))))
    }
    try Files.create(path: directory + "/customers.txt", Array("+331555012*\n".utf8))
    let policy = Self.policy(
      controller: controller.publicKey.text, trainer: trainer.publicKey.text, seeds: seeds,
      store: store)
    try Files.create(path: directory + "/policy.toml", Array(policy.utf8))
    let person = """
      employee = "\(Self.trainee)"
      application = "demo"
      reason = "a demonstration"
      until = \((Self.today + 14).text)
      trainers = ["\(Self.trainer)"]
      """
    try Files.create(
      path: directory + "/people/\(Self.trainee).toml", Array((person + "\n").utf8))
  }

  private static var today: CalendarDay {
    CalendarDay(unixSeconds: Clock.unixSeconds + Int64(Clock.zoneOffsetSeconds))
  }

  private static func policy(
    controller: String, trainer: String, seeds: [(file: String, commitment: String)],
    store: String
  ) -> String {
    let agreed = (today - 30).text
    return """
      purpose = "training"

      [controller]
      name = "Demo Company"
      contact = "dpo@example.org"
      key = "\(controller)"

      [justification]
      necessity = "a demonstration on this machine"
      alternatives = "reading the manual"
      balancing = { reference = "DEMO-BAL", date = \(agreed) }
      dpia = { reference = "DEMO-DPIA", date = \(agreed) }

      [notice]
      version = "demo"
      legal_basis = "legitimate-interest"
      rights = "access, rectification, erasure, restriction, objection: write to the contact"
      works_council = { none = "a demonstration without employees" }
      protocol = "https://example.org/calls"
      caller_message = "This call and the adviser's screen may be recorded for training. See example.org/privacy."

      [campaign]
      id = "demo"
      application = "demo"
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
      share = 0.2
      per_person_per_week = 5
      seeds = [\(seeds.map { "{ file = \"\($0.file)\", commitment = \"\($0.commitment)\" }" }
        .joined(separator: ", "))]

      [[window]]
      application = "demo"
      class = "\(windowClass)"
      accessibility = "none-needed"

      [[sensitive]]
      application = "demo"
      region = { x = 366, y = 72, width = 336, height = 32 }

      [retention]
      clips = 1

      [access]
      export = true

      [store]
      url = "dir:\(store)"

      [[recipient]]
      name = "\(Self.trainer)"
      role = "trainer"
      key = "\(trainer)"
      until = \((today + 30).text)

      """
  }
}
