import SessionBus

/// The one program that shows the session's tray items, as the buses' own daemons tell it.
///
/// Nothing else makes one, and only of one are questions asked (P11).
struct TrayHost: Equatable {
  let process: Int32
  /// Its connection to the accessibility bus.
  let program: String

  private init(process: Int32, program: String) {
    self.process = process
    self.program = program
  }

  /// Calls `body` once; nil where there is none, or where there are several that might be it.
  static func find(
    on session: BusConnection, _ accessibility: BusConnection,
    _ body: @escaping (TrayHost?) -> Void
  ) {
    process(on: BusDirectory(bus: session)) { process in
      guard let process else { return body(nil) }
      connection(of: process, on: BusDirectory(bus: accessibility)) { program in
        body(program.map { TrayHost(process: process, program: $0) })
      }
    }
  }

  private static func process(on session: BusDirectory, _ body: @escaping (Int32?) -> Void) {
    session.names { names in
      let hosts = names.filter { $0.hasPrefix("org.kde.StatusNotifierHost-") }
      // A host that is its own watcher need not have a name of its own.
      session.processes(of: hosts.isEmpty ? [TrayItem.watcher.name] : hosts) { found in
        let processes = Set(found.values)
        body(processes.count == 1 ? processes.first : nil)
      }
    }
  }

  private static func connection(
    of process: Int32, on accessibility: BusDirectory, _ body: @escaping (String?) -> Void
  ) {
    accessibility.names { names in
      accessibility.processes(of: names.filter { $0.hasPrefix(":") }) { found in
        let connections = found.filter { $0.value == process }.keys
        body(connections.count == 1 ? connections.first : nil)
      }
    }
  }
}
