import ArgumentParser
import ByteCoding
import ClipFormat
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel key workstations`: which machines may make clips.
struct KeyWorkstationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workstations", abstract: "Sign and show the controller's list of workstations.",
    subcommands: [Sign.self, Show.self])

  /// `callreel key workstations sign`.
  struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sign a list of workstations in the controller's name.",
      discussion: """
        KEY is a public key or a file that holds one; a workstation's private file does, too. The \
        new list is the whole list: name all workstations whose clips are to be believed.
        """)

    @Argument(help: "Public keys of workstations, or files that hold them.") var keys: [String]
    @OptionGroup var controller: ControllerOptions
    @Option(help: "The file to make; it must not exist.") var output: String

    func run() throws {
      try Hardening.begin()
      let workstations = keys.map {
        PublicKeyArgument.read($0, kinds: [.workstation], refusal: "makes no clips")
      }
      let key = controller.privateKey()
      guard let list = WorkstationList.make(workstations, day: StoreOption.today, by: key) else {
        Terminal.fail(
          "\(workstations.count) workstations are more than \(FormatLimits.workstations)",
          status: .badData)
      }
      let bytes = list.file(comments: [
        "Callreel workstations of controller \(list.controller.fingerprint), \(list.day.text)"
      ])
      InputFile.create(output, bytes, mode: 0o644)
      let count = list.workstations.count
      Terminal.message("wrote \(output): \(count) workstation\(count == 1 ? "" : "s")")
    }
  }

  /// `callreel key workstations show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the workstations of a list whose signature holds.")

    @Argument(help: "The list.") var file: String
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
      let list = WorkstationListFile.read(file)
      guard json else {
        Terminal.message(
          "signed on \(list.day.text) by controller \(list.controller.fingerprint)")
        for key in list.workstations { Terminal.result("\(key.fingerprint)  \(key.text)") }
        return
      }
      let keys = list.workstations.map { key in
        JSONText.object([
          ("fingerprint", .string(key.fingerprint)), ("key", .string(key.text)),
        ])
      }
      Terminal.result(
        JSONText.object([
          ("controller", .string(list.controller.fingerprint)), ("day", .string(list.day.text)),
          ("workstations", .array(keys)),
        ]).text)
    }
  }
}
