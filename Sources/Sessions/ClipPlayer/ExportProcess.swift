internal import LinuxSystem

/// One running `callreel-export`; film goes to it through a pipe and never touches a disk.
///
/// Dropping the value ends the program.
struct ExportProcess: ~Copyable {
  private static let name = "callreel-export"
  private static let sentenceLimit = 4_096

  private let child: ChildProcess
  private let errors: Descriptor

  /// What it reads on `input` it joins to a film and writes to `film`.
  ///
  /// Both are closed here: only the program holds them then, so that others see their ends.
  init(input: consuming Descriptor, film: consuming Descriptor) throws(PlayerError) {
    guard let program = ProgramSearch.companion(Self.name) else { throw .exporterMissing }
    let sentences = try Pipe.ends()
    let sayer = Descriptor(owning: sentences.writing)
    let errors = Descriptor(owning: sentences.reading)
    do throws(SystemError) {
      child = try ChildProcess(
        path: program, arguments: [program],
        environment: ["PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no"],
        descriptors: [
          0: input.rawValue, 1: sayer.rawValue, 2: sayer.rawValue, 3: film.rawValue,
        ])
    } catch {
      throw .system(error)
    }
    self.errors = errors
  }

  /// Waits for its end; call after ``ExportFeed/send(_:as:until:progress:)``.
  func end(until interruption: borrowing Interruption) throws(PlayerError) -> ProcessEnd {
    try child.end(until: interruption)
  }

  /// What it said before it ended.
  func sentence() -> String {
    let said = String(
      decoding: (try? errors.read(limit: Self.sentenceLimit)) ?? [], as: UTF8.self)
    let line = said.prefix { !$0.isNewline }
    let prefix = Self.name + ": "
    let sentence = line.hasPrefix(prefix) ? line.dropFirst(prefix.count) : line
    return sentence.isEmpty ? "\(Self.name) ended unexpectedly" : String(sentence)
  }
}

extension ChildProcess {
  /// Waits for the end of the program, or for a signal to this one.
  func end(until interruption: borrowing Interruption) throws(PlayerError) -> ProcessEnd {
    while true {
      try interruption.check()
      if let end = ended() { return end }
      do throws(SystemError) {
        _ = try Waiting.wait([.init(descriptor), .init(interruption.descriptor)])
      } catch {
        throw .system(error)
      }
    }
  }
}

extension Pipe {
  /// As ``make()``, with the player's error.
  static func ends() throws(PlayerError) -> (reading: Int32, writing: Int32) {
    do throws(SystemError) { return try make() } catch { throw .system(error) }
  }
}
