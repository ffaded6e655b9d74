import ArgumentParser
import CallPolicy
import Configuration
import Journal
import JournalFormat
import LinuxSystem
import Messages
import Timeline

/// `callreel policy audit`: whether the draw was what the seeds give (N3).
struct PolicyAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Recompute the draws of a person from the revealed seeds.",
    discussion: """
      'audit export FILE' is the employee's part, after the campaign. 'audit LIST' recomputes the \
      list and names every difference; callreel-policy(5) says what it cannot prove.
      """,
    subcommands: [Check.self, Export.self], defaultSubcommand: Check.self)

  /// `callreel policy audit LIST`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name every difference between a list of draws and what the seeds give.")

    private static let longest = 64 << 20

    @Argument(help: "The exported list.") var list: String
    @Option(name: .customLong("config"), help: "The configuration with policy and seeds.")
    var directory = Configuration.standardDirectory

    func run() throws {
      let configuration = ConfigurationArgument.load(directory, login: "")
      let text = InputFile.bytes(list, limit: Self.longest, what: "the list")
      let export: DrawExport
      do throws(DrawListError) {
        export = try DrawExport(text: String(decoding: text, as: UTF8.self))
      } catch {
        guard case .differs(let difference) = error else { return }
        Terminal.fail(
          difference.sentence(), hint: "ask the employee for a fresh export", status: .badData)
      }
      let differences = DrawAudit.differences(
        export, policy: configuration.policy, seeds: configuration.seeds)
      guard differences.isEmpty else {
        for difference in differences { Terminal.message(difference.sentence()) }
        throw ExitCode(Terminal.Status.badData.rawValue)
      }
      Terminal.result(
        "\(export.ledger.drawCount) draws of \(export.ledger.origin.person): "
          + "each is what the seeds give")
    }
  }

  /// `callreel policy audit export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write your list of draws with this workstation's seed to a new file.")

    @Argument(help: "The file to make; it must not exist.") var file: String
    @Option(help: "The campaign; needed where there are lists of several.") var campaign: String?

    func run() throws {
      try Account.harden()
      let state = Account.stateDirectory
      let campaigns = DrawExport.campaigns(stateDirectory: state)
      guard let chosen = campaign ?? campaigns.first, campaign != nil || campaigns.count == 1 else {
        Terminal.fail(
          campaigns.isEmpty ? "there is no list of draws here" : "there are lists of several",
          hint: campaigns.isEmpty
            ? "it is made when the agent first runs in a campaign"
            : "name one with --campaign: \(campaigns.joined(separator: ", "))",
          status: campaigns.isEmpty ? .unavailable : .usage)
      }
      let now = Clock.unixSeconds
      let today = CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now)))
      do throws(DrawExport.Refusal) {
        let text = try DrawExport.make(stateDirectory: state, campaign: chosen, today: today)
        InputFile.create(file, Array(text.utf8), mode: 0o600)
      } catch {
        switch error {
        case .noList:
          Terminal.fail(
            "there is no list of this campaign", hint: "leave --campaign out",
            status: .unavailable)
        case .campaignRuns(let until):
          Terminal.fail(
            "the campaign runs until \(until.text): the seed would tell which calls come",
            hint: "export it afterwards", status: .notAllowed)
        case .journal:
          Terminal.fail(
            "the list of draws is damaged", hint: "look at \(state)/draws", status: .badData)
        }
      }
    }
  }
}
