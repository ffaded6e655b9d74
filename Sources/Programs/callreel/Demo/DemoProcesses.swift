import LinuxSystem

/// What a demonstration can stumble over.
enum DemoStop: Error {
  case interrupted
  case failed(String, hint: String)
}

/// The one place where a demonstration waits: for a descriptor or for time, until Ctrl-C.
struct DemoClock: ~Copyable {
  private let signals: SignalDescriptor

  init() throws(DemoStop) {
    do throws(SystemError) {
      signals = try SignalDescriptor([
        Signal.interrupt, Signal.terminate, Signal.hangUp, Signal.brokenPipe,
      ])
    } catch {
      throw .failed("signals cannot be taken: \(error.message)", hint: "try again")
    }
  }

  /// True when the descriptor has something to read, false when the time has passed.
  func wait(for descriptor: Int32? = nil, milliseconds: Int) throws(DemoStop) -> Bool {
    var watches = [Waiting.Watch(signals.rawValue)]
    if let descriptor { watches.append(.init(descriptor)) }
    guard let ready = try? Waiting.wait(watches, milliseconds: milliseconds) else {
      throw .interrupted
    }
    guard !ready.contains(signals.rawValue) else { throw .interrupted }
    return !ready.isEmpty
  }
}

/// A directory that goes with everything in it when the value does.
struct TemporaryDirectory: ~Copyable {
  let path: String

  init() throws(DemoStop) {
    do throws(SystemError) {
      path = try Files.makeTemporaryDirectory(
        below: Account.variable("TMPDIR") ?? "/tmp", prefix: "callreel-demo-")
    } catch {
      throw .failed("no temporary directory can be made: \(error.message)", hint: "set TMPDIR")
    }
  }

  deinit { try? Files.removeTree(path) }
}

/// A program of the demonstration; it ends with the value.
struct DemoProgram: ~Copyable {
  let process: ChildProcess
  /// What it is told.
  let input: Descriptor
  /// What it says.
  let output: Descriptor

  /// Starts a program of the path, or one beside this one.
  ///
  /// A quiet one says nothing on standard error.
  init(
    _ name: String, _ arguments: [String], environment: [String], isQuiet: Bool = false
  ) throws(DemoStop) {
    do throws(SystemError) {
      let (theirInput, input) = try Pipe.make()
      let (output, theirOutput) = try Pipe.make()
      let reader = Descriptor(owning: theirInput)
      let writer = Descriptor(owning: theirOutput)
      let ourInput = Descriptor(owning: input)
      let ourOutput = Descriptor(owning: output)
      let nowhere = try Files.openForAppending(path: "/dev/null")
      let process = try ChildProcess(
        path: Self.find(name), arguments: [name] + arguments, environment: environment,
        descriptors: [0: reader.rawValue, 1: writer.rawValue, 2: isQuiet ? nowhere.rawValue : 2])
      self.init(process, input: ourInput, output: ourOutput)
    } catch {
      throw .failed(
        "\(name) cannot be started: \(error.message)", hint: "install it, or use packaging/demo")
    }
  }

  deinit {
    // Asked before it is made to: the agent waits for the programs that it started.
    process.send(signal: Signal.terminate)
    _ = process.wait(milliseconds: 5000)
  }

  private init(
    _ process: consuming ChildProcess, input: consuming Descriptor, output: consuming Descriptor
  ) {
    self.process = process
    self.input = input
    self.output = output
  }

  /// Its next line, waited for; nil when it says no more or takes too long.
  func line(_ clock: borrowing DemoClock, milliseconds: Int = 5000) throws(DemoStop) -> String? {
    var text: [UInt8] = []
    while try clock.wait(for: output.rawValue, milliseconds: milliseconds) {
      guard let byte = try? output.read(limit: 1), let byte = byte.first else { return nil }
      if byte == UInt8(ascii: "\n") { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
    }
    return nil
  }

  func tell(_ line: String) {
    try? input.write(Array((line + "\n").utf8))
  }

  /// Asks it to end and waits until it has.
  consuming func end(_ clock: borrowing DemoClock) throws(DemoStop) {
    process.send(signal: Signal.terminate)
    _ = try clock.wait(for: process.descriptor, milliseconds: 5000)
  }

  /// A file beside this program, then in libexec, then on the path.
  static func find(_ name: String) -> String {
    let here = Files.parent(of: Account.executable)
    let path = (Account.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    guard !name.hasPrefix("/") else { return name }
    let folders = [here, here + "/../libexec/callreel"] + path
    return folders.map { $0 + "/" + name }.first { Files.exists($0) } ?? name
  }
}
