internal import ByteCoding
package import ClipStore
internal import LinuxSystem
internal import ProcessMessages
internal import Sandbox

/// Empties the spool into the store: opening, segments, closing, and the keys last.
///
/// The keys commit a clip: until they are there nobody can open it, and an objection can still
/// destroy it. An object leaves the spool only when the store has acknowledged it (P7), so that
/// a run which ends anywhere is taken up by the next.
package enum ClipDelivery {
  /// How a run ended, as the exit status of `callreel-upload`.
  package enum Outcome: Int32, Equatable, Sendable {
    case done = 0
    case badOrder = 64
    /// The store is not to be had now; everything that was not acknowledged is still in the spool.
    case storeUnavailable = 69
    case sandboxFailed = 70
    case spoolFailed = 74
  }

  /// Carries out the orders from the agent's socket until there is no work, or no agent.
  ///
  /// Once it has its order the process reaches neither a display nor a bus, and few files (P9).
  package static func run(agent rawValue: Int32) -> Outcome {
    let agent = MessageSocket(owning: rawValue)
    guard let message = try? agent.receive(), let order = try? UploadOrder(bytes: message.bytes)
    else { return .badOrder }
    do throws(SandboxError) { try UploadRights.enter(order) } catch { return .sandboxFailed }
    var loop = DeliveryLoop(order, agent: agent)
    return loop.run()
  }

  /// Delivers all closed clips, each object tried once.
  package static func deliver(spool root: String, store settings: StoreSettings) -> Outcome {
    var pass = DeliveryPass(UploadOrder(spool: root, store: settings.address))
    do throws(StoreError) {
      return pass.run(store: try openStore(settings)).outcome
    } catch {
      return .storeUnavailable
    }
  }
}

extension UploadOrder {
  var settings: StoreSettings {
    StoreSettings(
      store, credentials: credentials, certificateAuthority: certificateAuthority, proxy: proxy,
      kilobytesPerSecond: kilobytesPerSecond)
  }
}
