import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer

/// `callreel store`: what the controller does with a store.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Sweep, erase, restrict, find: what the controller owes the people in clips.",
    subcommands: [
      StoreSweepCommand.self, StoreEraseCommand.self, StoreFindCommand.self,
      StoreRestrictCommand.self, StoreUnrestrictCommand.self, StoreAccessLogCommand.self,
      StoreRequestCommand.self, StoreRequestsCommand.self, StoreOrderCommand.self,
      StoreAnswerCommand.self, StoreAffectedCommand.self, StoreDrawsCommand.self,
    ])
}

/// Clips and folders that a command could not read, told of as they come.
final class Unread {
  private(set) var count = 0

  func note(_ path: String, _ error: PlayerError) {
    count += 1
    Terminal.message("\(path.visible): \(error.words.sentence)", hint: error.words.hint)
  }

  /// Ends the program where anything was not read.
  func settle() {
    guard count > 0 else { return }
    Terminal.fail(
      count == 1 ? "one of them could not be read" : "\(count) of them could not be read",
      hint: "what is said above is not all there may be")
  }
}
