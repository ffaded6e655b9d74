import ArgumentParser
import ClipSealing
import Configuration
import Journal
import LinuxSystem
import Timeline

extension PolicyAuditCommand {
  /// `callreel policy audit export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write your list of draws with this workstation's seed to a new file.")

    @Argument(help: "The file to make; it must not exist.") var file: String
    @Option(help: "The campaign; needed where there are lists of several.") var campaign: String?
    @Flag(help: "For controller and works council, who can open it together only.")
    var sealed = false
    @Option(name: .customLong("config"), help: "The configuration that names their keys.")
    var directory = Configuration.standardDirectory

    func run() throws {
      try Hardening.begin()
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
        let list = Array(text.utf8)
        InputFile.create(file, sealed ? seal(list) : list, mode: 0o600)
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

    private func seal(_ list: [UInt8]) -> [UInt8] {
      let keys: DrawListKeys?
      do throws(ConfigurationError) {
        keys = try Configuration.drawListKeys(directory: directory)
      } catch {
        ConfigurationArgument.fail(error)
      }
      guard let sealed = keys?.seal(list) else {
        Terminal.fail(
          "the policy names no key of a works council that can be sealed to",
          hint: "notice.works_council.key; without --sealed the list is the employee's own",
          status: .unavailable)
      }
      return sealed
    }
  }
}
