import LinuxSystem
import SessionBus
import Synchronization
import TestSupport

/// A bus of the test's own with an agent's interface served on another thread.
final class ServedAgent: Sendable {
  struct Event: Equatable, Sendable {
    var name: String
    var details: [String: BusValue]
  }

  let address: String
  private let events = Mutex<[Event]>([])
  private let privacy = Mutex<Bool?>(nil)
  private let stop: Descriptor

  /// Serves until the value goes.
  init(address: String) async throws {
    let (reading, writing) = try Pipe.make()
    stop = Descriptor(owning: writing)
    self.address = address
    let started = AsyncStream.makeStream(of: Bool.self)
    Task.detached { [weak self] in
      let stopped = Descriptor(owning: reading)
      guard let bus = try? BusConnection(address: address),
        (try? bus.requestName(AgentAddress.name)) != nil,
        (try? bus.serve(Self.endpoint(of: self, announce: bus))) != nil
      else { return started.continuation.finish() }
      started.continuation.yield(true)
      while (try? bus.process()) != nil {
        let watches = [
          Waiting.Watch(stopped.rawValue),
          Waiting.Watch(bus.descriptor, writable: bus.wantsToWrite),
        ]
        guard let ready = try? Waiting.wait(watches, milliseconds: bus.millisecondsToNextTimeout),
          !ready.contains(stopped.rawValue)
        else { return }
      }
    }
    for await _ in started.stream { return }
    throw TestTimeout("the served agent")
  }

  var seen: [Event] { events.withLock { $0 } }
  var isPrivate: Bool? { privacy.withLock { $0 } }

  private static func endpoint(
    of agent: ServedAgent?, announce bus: BusConnection
  ) -> AgentEndpoint {
    AgentEndpoint(
      onCallEvent: { [weak agent] name, details throws(BusRefusal) in
        if name == "refused" { throw BusRefusal(name: "UnknownCall", message: "no such call") }
        agent?.events.withLock { $0.append(Event(name: name, details: details)) }
      },
      onSetPrivate: { [weak agent, weak bus] on throws(BusRefusal) in
        agent?.privacy.withLock { $0 = on }
        try? bus?.announceChange(of: ["State"])
      },
      onEraseCall: { () throws(BusRefusal) in
        throw BusRefusal(name: "TooLate", message: "it has left")
      },
      property: { [weak agent] name in
        switch name {
        case "State": .string(agent?.isPrivate == true ? "private" : "idle")
        case "NoticeConfirmed", "Uploading", "FieldsUnknown": .boolean(name == "Uploading")
        default: .string("")
        }
      })
  }
}
