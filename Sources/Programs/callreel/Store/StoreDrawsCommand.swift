import ArgumentParser
import ClipFormat
import ClipPlayer
import LinuxSystem

/// `callreel store draws`.
struct StoreDrawsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draws",
    abstract: "Fetch the sealed lists of draws that workstations have left.",
    discussion: """
      Each becomes a file of FOLDER, whose path is printed; one that is there already is left as it \
      is. 'callreel policy audit' opens one with the controller's and the works council's key \
      together. No private key is needed to fetch them.
      """)

  @Argument(help: "The folder for the files; it is made where it is missing.") var folder: String
  @OptionGroup var store: StoreOption
  @Option(help: "The controller's public key, or a file that holds it.") var controller: String

  func run() throws {
    try Hardening.begin()
    let key = PublicKeyArgument.read(
      controller, kinds: [.controller], refusal: "is no controller's")
    let shelf = store.shelf()
    do throws(PlayerError) {
      let lists = try shelf.drawLists(for: key)
      if lists.isEmpty { Terminal.message("no workstation has left a list of draws") }
      for (index, name) in lists.enumerated() {
        Terminal.progress("fetching", index, of: lists.count)
        let path = folder + "/" + name.text
        if !Files.exists(path) { keep(try shelf.drawList(name), as: path) }
        Terminal.result(path)
      }
    } catch {
      error.fail()
    }
  }

  private func keep(_ list: [UInt8], as path: String) {
    do throws(SystemError) {
      try Files.makeDirectories(folder)
    } catch {
      Terminal.fail("\(folder) cannot be made: \(error.message)", hint: "name another place")
    }
    InputFile.create(path, list, mode: 0o600)
  }
}
