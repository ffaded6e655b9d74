import SessionBus

/// Who is on a bus, as its daemon says: no program is asked.
struct BusDirectory {
  private static let daemon = BusObject(
    name: "org.freedesktop.DBus", path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus")
  private static let patience = 500
  private static let limit = 20_000
  /// So many processes are asked for at once.
  private static let crowd = 500

  let bus: BusConnection

  /// All names, those of the connections among them; empty where the daemon does not say.
  func names(_ body: @escaping ([String]) -> Void) {
    bus.ask(
      Self.daemon, "ListNames", within: Self.patience,
      read: { reader throws(BusError) in
        try reader.list(of: "s", limit: Self.limit) { () throws(BusError) in try reader.string() }
      }, then: { body((try? $0.get()) ?? []) })
  }

  /// The processes behind these names; without those that have none, or none any more.
  func processes(of names: [String], _ body: @escaping ([String: Int32]) -> Void) {
    guard !names.isEmpty, names.count <= Self.crowd else { return body([:]) }
    var found: [String: Int32] = [:]
    var open = names.count
    for name in names {
      bus.ask(
        Self.daemon, "GetConnectionUnixProcessID", [.text(name)], within: Self.patience,
        read: { reader throws(BusError) in Int32(bitPattern: try reader.unsigned()) },
        then: { process in
          found[name] = try? process.get()
          open -= 1
          if open == 0 { body(found) }
        })
    }
  }
}
