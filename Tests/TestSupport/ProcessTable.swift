import LinuxSystem

/// What proc(5) says of the processes that a test started.
package enum ProcessTable {
  /// The processes of that name below `ancestor`.
  ///
  /// A process's name has at most 15 characters.
  package static func processes(named name: String, below ancestor: Int32) -> [Int32] {
    processes(below: ancestor).filter { process in
      text(process, "comm").split(separator: "\n").first == name.prefix(15)
    }
  }

  /// All that `ancestor` and those below it have started.
  package static func processes(below ancestor: Int32) -> [Int32] {
    let all = ((try? Files.list("/proc")) ?? []).compactMap { Int32($0) }
    let parents = Dictionary(
      all.compactMap { process in status(of: process).map { (process, $0.parent) } },
      uniquingKeysWith: { first, _ in first })
    return all.filter { process in
      var next = parents[process]
      while let current = next, current > 1 {
        if current == ancestor { return true }
        next = parents[current]
      }
      return false
    }
  }

  /// One line of `/proc/PID/status`, without its name.
  package static func field(_ name: String, of process: Int32) -> String? {
    text(process, "status").split(separator: "\n").first { $0.hasPrefix(name + ":") }
      .map { line in
        String(line.dropFirst(name.count + 1).drop { $0 == " " || $0 == "\t" })
      }
  }

  package static func text(_ process: Int32, _ file: String) -> String {
    let bytes = (try? Files.read(path: "/proc/\(process)/\(file)", limit: 1 << 22)) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `R`, `S`, `T` and so on; nil where the process is no more.
  package static func state(of process: Int32) -> Character? {
    status(of: process)?.state
  }

  /// The processor time that it has used, in seconds; 0 where the process is no more.
  package static func processorTime(of process: Int32) -> Double {
    let fields = text(process, "stat").split(separator: ")").last?.split(separator: " ") ?? []
    // Fields 14 and 15, in hundredths of a second (proc(5)).
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return 0
    }
    return (user + system) / 100
  }

  /// How often it has gone to sleep of its own will.
  package static func sleeps(of process: Int32) -> Int? {
    field("voluntary_ctxt_switches", of: process).flatMap { Int($0) }
  }

  private static func status(of process: Int32) -> (state: Character, parent: Int32)? {
    let line = text(process, "stat")
    guard let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 1, let state = fields[0].first, let parent = Int32(fields[1]) else {
      return nil
    }
    return (state, parent)
  }
}
