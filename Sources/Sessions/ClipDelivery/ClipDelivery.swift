internal import ByteCoding
internal import ClipFormat
internal import ClipStore
internal import LinuxSystem
internal import ProcessMessages
internal import Spool

/// Empties the spool into the store: opening, segments, closing, and the keys last.
///
/// The keys commit a clip: until they are there nobody can open it, and an objection can still
/// destroy it. An object leaves the spool only when the store has acknowledged it (P7).
package enum ClipDelivery {
  /// How a run ended, as the exit status of `callreel-upload`.
  package enum Outcome: Int32, Equatable, Sendable {
    case done = 0
    case badOrder = 64
    /// The store is not to be had now; everything that was not acknowledged is still in the spool.
    case storeUnavailable = 69
    case spoolFailed = 74
  }

  /// Reads one order from the agent's socket and carries it out.
  package static func run(agent rawValue: Int32) -> Outcome {
    let agent = MessageSocket(owning: rawValue)
    guard let message = try? agent.receive(), let order = try? UploadOrder(bytes: message.bytes)
    else { return .badOrder }
    return deliver(spool: order.spool, store: order.store)
  }

  /// Delivers all closed clips; one that fails does not keep the others back.
  package static func deliver(spool root: String, store address: String) -> Outcome {
    let store: any ClipStore
    do throws(StoreError) {
      store = try openStore(address)
    } catch {
      return .storeUnavailable
    }
    let spool = Spool(root: root)
    guard let clips = try? spool.clips() else { return .spoolFailed }
    var outcome = Outcome.done
    for clip in clips where spool.isClosed(clip) {
      do throws(DeliveryFailure) {
        try deliver(clip, from: spool, to: store)
      } catch {
        outcome = error == .store ? .storeUnavailable : .spoolFailed
      }
    }
    return outcome
  }

  private static func deliver(
    _ clip: ClipLocation, from spool: Spool, to store: any ClipStore
  ) throws(DeliveryFailure) {
    let objects = try inSpool { () throws(SpoolError) in try spool.objects(of: clip) }
    let keys = objects.filter { if case .key = $0 { true } else { false } }
    let segments = objects.filter { if case .segment = $0 { true } else { false } }
    for name in [.opening] + segments + [.closing] where objects.contains(name) {
      try put(name, of: clip, from: spool, to: store)
    }
    let haveLeft = try spool.letKeysLeave(clip) { () throws(DeliveryFailure) in
      for name in keys { try put(name, of: clip, from: spool, to: store) }
    }
    guard haveLeft else { return }
    try inSpool { () throws(SpoolError) in
      for name in objects where name != .closing { try spool.release(name, of: clip) }
      try spool.release(.closing, of: clip)
    }
  }

  private static func put(
    _ name: ObjectName, of clip: ClipLocation, from spool: Spool, to store: any ClipStore
  ) throws(DeliveryFailure) {
    let bytes = try inSpool { () throws(SpoolError) in try spool.read(name, of: clip) }
    do throws(StoreError) {
      try store.put(name, of: clip, bytes)
    } catch {
      throw .store
    }
  }

  private static func inSpool<Result>(
    _ body: () throws(SpoolError) -> Result
  ) throws(DeliveryFailure) -> Result {
    do throws(SpoolError) {
      return try body()
    } catch {
      throw .spool
    }
  }
}

private enum DeliveryFailure: Error, Equatable {
  case store
  case spool
}
