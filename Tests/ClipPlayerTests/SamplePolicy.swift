import ClipFormat
import LinuxSystem

/// A policy of a campaign long ago, with these people.
enum SamplePolicy {
  /// Replaces the directory's `policy.toml`; the files that it names are not there.
  static func write(
    to directory: String, controller: PublicKey, trainers: [(key: PublicKey, until: String)]
  ) throws {
    let people = trainers.enumerated().map { number, trainer in
      """
      [[recipient]]
      name = "Trainer \(number)"
      role = "trainer"
      key = "\(trainer.key.text)"
      until = \(trainer.until)
      """
    }
    let text = """
      purpose = "training"
      [controller]
      name = "Example Assurances SA"
      contact = "dpo@example.org"
      key = "\(controller.text)"
      [justification]
      necessity = "new claims screen"
      alternatives = "classroom training"
      balancing = { reference = "BAL-7", date = 2019-09-20 }
      dpia = { reference = "DPIA-3", date = 2019-09-28 }
      [notice]
      version = "1"
      legal_basis = "legitimate-interest"
      rights = "access"
      works_council = { reference = "CSE", date = 2019-10-02 }
      protocol = "https://intranet.example/calls"
      caller_message = "Recorded for training. See example.org/privacy."
      [campaign]
      id = "crm"
      application = "crm"
      starts = 2020-01-01
      ends = 2020-03-01
      [calls]
      customers = "customers.txt"
      country = "FR"
      [[queue]]
      name = "claims"
      flagged = true
      [sampling]
      share = 0.1
      seeds = [
        { file = "a", commitment = "\(String(repeating: "a", count: 64))" },
        { file = "b", commitment = "\(String(repeating: "b", count: 64))" },
      ]
      [[window]]
      application = "crm"
      class = "Crm"
      [store]
      url = "dir:/srv/callreel"

      """
    try Files.makeDirectories(directory)
    try Files.replace(
      path: directory + "/policy.toml", Array((text + people.joined(separator: "\n")).utf8))
  }
}
