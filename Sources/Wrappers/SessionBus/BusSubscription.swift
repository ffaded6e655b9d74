internal import CSystemd
internal import Glibc

/// A signal that is listened to for as long as the value lives.
@safe package final class BusSubscription {
  private var slot: OpaquePointer?
  private let body: (BusMessageReader) -> Void

  fileprivate init(_ body: @escaping (BusMessageReader) -> Void) {
    self.body = body
  }

  deinit { unsafe _ = sd_bus_slot_unref(slot) }

  fileprivate func listen(on bus: OpaquePointer, _ rule: String) throws(BusError) {
    try checkedBus(
      unsafe sd_bus_add_match_async(
        bus, &slot, rule,
        { message, context, _ in
          guard let context = unsafe context, let message = unsafe message else { return 0 }
          let subscription = unsafe Unmanaged<BusSubscription>.fromOpaque(context)
            .takeUnretainedValue()
          subscription.body(unsafe BusMessageReader(message))
          return 0
        },
        // A bus that refuses the rule must not end the connection.
        { _, _, _ in 0 }, Unmanaged.passUnretained(self).toOpaque()))
  }
}

extension BusConnection {
  /// Has ``process(atMost:)`` hand each such signal to `body` while the subscription lives.
  ///
  /// Taken before any later ``ask(_:_:_:within:mayStart:_:)`` is answered, so nothing falls in
  /// between.
  package func listen(
    to member: String, of object: BusObject, _ body: @escaping (BusMessageReader) -> Void
  ) throws(BusError) -> BusSubscription {
    let subscription = BusSubscription(body)
    try unsafe subscription.listen(
      on: bus,
      "type='signal',sender='\(object.name)',path='\(object.path)',"
        + "interface='\(object.interface)',member='\(member)'")
    return subscription
  }

  /// Tells whenever a name of the bus gets another owner: true where it has one.
  package func listen(
    toOwnerOf name: String, _ body: @escaping (Bool) -> Void
  ) throws(BusError) -> BusSubscription {
    let subscription = BusSubscription { reader in
      guard (try? reader.string()) == name, (try? reader.string()) != nil,
        let owner = try? reader.string()
      else { return }
      body(!owner.isEmpty)
    }
    try unsafe subscription.listen(
      on: bus,
      "type='signal',sender='org.freedesktop.DBus',path='/org/freedesktop/DBus',"
        + "interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='\(name)'")
    return subscription
  }
}
