import ArgumentParser
import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import JournalFormat
import Messages

/// `callreel policy audit`: whether the draw was what the seeds give (N3).
struct PolicyAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Recompute the draws of a person from the revealed seeds.",
    discussion: """
      'audit export FILE' is the employee's part, after the campaign; with --sealed it is for the \
      controller and the works council together. 'audit LIST' recomputes the list and names every \
      difference; callreel-policy(5) says what it cannot prove.
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
    @Option(help: "The file of a private key; twice: the controller's and the council's.")
    var key: [String] = []
    @Option(help: "The passphrase's file; '-': standard input; once, or once for each --key.")
    var passphraseFile: [String] = []

    func validate() throws {
      guard key.isEmpty || key.count == 2 else {
        throw ValidationError("--key is given twice: the controller's and the council's")
      }
      guard passphraseFile.count <= key.count else {
        throw ValidationError("--passphrase-file is given once, or once for each --key")
      }
    }

    func run() throws {
      let language = LanguageArgument.language(nil)
      let configuration = ConfigurationArgument.load(directory, login: "")
      let bytes = InputFile.bytes(list, limit: Self.longest, what: "the list")
      let text = DrawListKeys.isSealed(bytes) ? open(bytes) : bytes
      let export: DrawExport
      do throws(DrawListError) {
        export = try DrawExport(text: String(decoding: text, as: UTF8.self))
      } catch {
        guard case .differs(let difference) = error else { return }
        Terminal.fail(
          difference.sentence(in: language), hint: AuditSentences.freshExport(in: language),
          status: .badData)
      }
      let differences = DrawAudit.differences(
        export, policy: configuration.policy, seeds: configuration.seeds)
      guard differences.isEmpty else {
        for difference in differences { Terminal.message(difference.sentence(in: language)) }
        throw ExitCode(Terminal.Status.badData.rawValue)
      }
      Terminal.result(
        AuditSentences.whole(
          draws: export.ledger.drawCount, of: export.ledger.origin.person, in: language))
    }

    /// Ends the program unless both keys are there.
    private func open(_ sealed: [UInt8]) -> [UInt8] {
      guard key.count == 2 else {
        Terminal.fail(
          "the list opens with the controller's and the works council's key together only",
          hint: "give both: --key FILE --key FILE", status: .notAllowed)
      }
      let one = read(0)
      let other = read(1)
      guard one.kind != other.kind else {
        Terminal.fail(
          "both keys are a \(one.kind.name)'s",
          hint: "give the controller's and the works council's", status: .notAllowed)
      }
      do throws(DrawListKeys.Fault) {
        return one.kind == .controller
          ? try DrawListKeys.open(sealed, controller: one, council: other)
          : try DrawListKeys.open(sealed, controller: other, council: one)
      } catch {
        let whose = error == .controller ? "controller" : "works council"
        Terminal.fail(
          "the list was changed, or is sealed to another \(whose)",
          hint: "give the keys that the policy named when it was exported", status: .notAllowed)
      }
    }

    private func read(_ index: Int) -> PrivateKey {
      let file = passphraseFile.indices.contains(index) ? passphraseFile[index] : nil
      return KeyFile.read(
        key[index], passphraseFile: file ?? passphraseFile.last, for: .auditing)
    }
  }
}
