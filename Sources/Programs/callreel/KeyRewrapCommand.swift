import ArgumentParser
import ClipFormat
import ClipPlayer
import ClipSealing
import Configuration
import LinuxSystem
import Timeline

/// `callreel key rewrap`: lets one more open a clip that exists.
struct KeyRewrapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rewrap",
    abstract: "Pass a clip on to one more recipient, on the controller's order.",
    discussion: """
      'rewrap order CLIP' is the controller's part. 'rewrap CLIP' carries the order out, by one \
      who can open the clip or by the two recovery holders together.
      """,
    subcommands: [Perform.self, Order.self], defaultSubcommand: Perform.self)

  /// `callreel key rewrap order`.
  struct Order: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign the controller's order that a clip may be opened by one more.")

    @Argument(help: "The clip.") var clip: String
    @OptionGroup var store: StoreOption
    @Option(help: "The new recipient's public key, or a file that holds it.") var to: String
    @OptionGroup var controller: ControllerOptions
    @Option(help: "The file to make; it must not exist.") var output: String

    func run() throws {
      try Hardening.begin()
      let shelf = store.shelf()
      let location = shelf.named(clip)
      let recipient = PublicKeyArgument.read(
        to, kinds: KeyKind.allCases.filter(\.opensAlone), refusal: "opens no clip by an order")
      let key = controller.privateKey()
      do throws(PlayerError) {
        let order = try shelf.order(location, for: recipient, by: key)
        InputFile.create(
          output,
          order.file(comments: [
            "Callreel order of \(order.day.text): clip \(location.clip.text)",
            "may be opened by \(recipient.kind.name) key \(recipient.fingerprint).",
          ]), mode: 0o644)
      } catch {
        error.fail()
      }
      Terminal.message("wrote \(output): who can open the clip carries it out with key rewrap")
    }
  }

  /// `callreel key rewrap CLIP`.
  struct Perform: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Carry an order out: seal the clip's key to the new recipient, too.")

    @Argument(help: "The clip.") var clip: String
    @OptionGroup var store: StoreOption
    @Option(help: "The controller's order.") var order: String
    @Option(help: "The configuration directory whose policy names the new recipient.")
    var config: String = Configuration.standardDirectory
    @Option(help: "The file of your private key; twice: the two recovery keys.") var key: [String]
    @Option(help: "A file whose first line is the key's passphrase; '-': standard input.")
    var passphraseFile: [String] = []

    func validate() throws {
      try KeyFile.validate(key, passphraseFiles: passphraseFile)
    }

    func run() throws {
      try Hardening.begin()
      let shelf = store.shelf()
      let location = shelf.named(clip)
      let order = readOrder()
      let name = recipient(order.recipient)
      let key = KeyFile.reader(key, passphraseFiles: passphraseFile)
      let fingerprint = order.recipient.fingerprint
      do throws(PlayerError) {
        switch try shelf.rewrap(location, as: order, by: key) {
        case .done:
          Terminal.message(
            "stored rewrap.\(fingerprint) and key.\(fingerprint): \(name) can open clip "
              + location.shortName)
        case .alreadyThere:
          Terminal.message("\(name) could open clip \(location.shortName) already")
        }
      } catch {
        error.fail()
      }
    }

    private func readOrder() -> RewrapOrder {
      let bytes = InputFile.bytes(order, limit: FormatLimits.textBytes, what: "the order")
      do throws(FormatError) {
        return try RewrapOrder(file: bytes)
      } catch {
        Terminal.fail(
          "\(order) is no order: \(error.what)", hint: "callreel key rewrap order makes one",
          status: .badData)
      }
    }

    /// The name that the policy has for the new recipient; nobody else is let in (F10).
    private func recipient(_ key: PublicKey) -> String {
      do throws(ConfigurationError) {
        let all = try Configuration.recipients(directory: config)
        guard let found = all.first(where: { $0.key == key }) else {
          Terminal.fail(
            "the policy has no recipient with the key of the order",
            hint: "a [[recipient]] in \(config)/policy.toml", status: .notAllowed)
        }
        guard StoreOption.today <= found.until else {
          Terminal.fail(
            "the recipient's end date has come: \(found.until.text)",
            hint: "a later date in \(config)/policy.toml", status: .notAllowed)
        }
        return found.name
      } catch {
        Terminal.fail(
          "\(error)", hint: "callreel policy check \(config) names all that is wrong",
          status: .badData)
      }
    }
  }
}

/// The key that signs in the controller's name.
struct ControllerOptions: ParsableArguments {
  @Option(help: "The file of the controller's private key.") var key: String
  @Option(help: "A file whose first line is the key's passphrase; '-': standard input.")
  var passphraseFile: String?

  func privateKey() -> PrivateKey {
    KeyFile.read(key, passphraseFile: passphraseFile, for: .signing)
  }
}
