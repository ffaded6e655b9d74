import ClipFormat
import ClipStore
import LinuxSystem

/// What the trainer does with the stored clip: verify, open, export.
struct DemoFilm {
  let policy: DemoPolicy
  let output: String
  /// The workstation's key file, as the agent made it.
  let workstationKey: String
  let environment: [String]

  func show(_ clock: borrowing DemoClock) throws(DemoStop) {
    let store = "dir:" + policy.store
    guard let clip = try? openStore(store).clips(unread: { _, _ in }).first else {
      throw .failed("the call was too short for a film", hint: "give more --seconds")
    }
    Terminal.result("   \(try sizes(clip, in: store))")
    let name = clip.clip.text
    Terminal.result("6. Without a key: nothing is missing, nothing is changed")
    try run(["clip", "verify", name, "--store", store], clock)
    Terminal.result("7. The controller signs the list of workstations")
    let list = Files.parent(of: policy.directory) + "/workstations.signed"
    let signing = ["--key", policy.controllerKey, "--output", list]
    try run(["key", "workstations", "sign", workstationKey] + signing, clock)
    Terminal.result("8. With the trainer's key: it opens, and a workstation of the list made it")
    let keyed = [
      "--store", store, "--key", policy.trainerKey, "--workstations", list, "--trainee", "-",
    ]
    try run(["clip", "verify", name] + keyed, clock)
    try run(["clip", "export", name, output] + keyed, clock)
    let bytes = (try? Files.status(path: output))?.size ?? 0
    Terminal.result("The film is \(output), \(kilobytes(bytes)); any player shows it.")
  }

  private func sizes(_ clip: ClipLocation, in address: String) throws(DemoStop) -> String {
    do throws(StoreError) {
      let store = try openStore(address)
      let objects = try store.names(of: clip).compactMap { ObjectName($0.text) }
      var bytes = 0
      for name in objects {
        bytes += try store.get(name, of: clip, atMost: name.longest).count
      }
      return "\(objects.count) objects, \(kilobytes(bytes)) sealed"
    } catch {
      throw .failed("the store cannot be read", hint: "try again")
    }
  }

  /// Runs this program's own command, as a trainer would.
  private func run(_ words: [String], _ clock: borrowing DemoClock) throws(DemoStop) {
    let program = try DemoProgram(Account.executable, words, environment: environment)
    program.tell(DemoPolicy.trainee)
    while let line = try program.line(clock, milliseconds: 60_000) {
      Terminal.result("   " + line)
    }
    guard program.process.wait() == .exited(0) else {
      throw .failed("callreel \(words.prefix(2).joined(separator: " ")) failed", hint: "see above")
    }
  }

  private func kilobytes(_ bytes: Int) -> String { "\((bytes + 1023) / 1024) KB" }
}
