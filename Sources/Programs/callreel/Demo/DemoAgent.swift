import LinuxSystem
import SessionBus

/// The real agent on the demonstration's bus.
struct DemoAgent: ~Copyable {
  private let program: DemoProgram
  private let bus: BusConnection

  init(
    _ desktop: borrowing DemoDesktop, configuration: String, clock: borrowing DemoClock
  ) throws(DemoStop) {
    let program = try DemoProgram(
      "callreel-agent", ["--config", configuration], environment: desktop.environment)
    let bus: BusConnection
    do throws(BusError) {
      bus = try BusConnection(address: desktop.busAddress)
      try bus.watchAgent {}
    } catch {
      throw .failed("the private session bus does not answer", hint: "try again")
    }
    for _ in 0..<200 where (try? bus.agentProperties()) == nil {
      guard try !clock.wait(for: program.process.descriptor, milliseconds: 50) else {
        throw .failed("callreel-agent ended at once", hint: "its message stands above")
      }
    }
    self.init(program, bus)
  }

  private init(_ program: consuming DemoProgram, _ bus: BusConnection) {
    self.program = program
    self.bus = bus
  }

  func status() throws(DemoStop) -> StatusText {
    do throws(BusError) {
      return StatusText(try bus.agentProperties())
    } catch {
      throw .failed("callreel-agent does not answer any more", hint: "its message stands above")
    }
  }

  func tell(_ event: String, _ details: [String: BusValue]) throws(DemoStop) {
    do throws(BusError) {
      try bus.callAgent("CallEvent", [.value(.string(event)), .details(details)])
    } catch {
      throw .failed("the agent refused \(event): \(error)", hint: "this is a bug: report it")
    }
  }

  /// Waits for the agent's next changes until one is as wished; the last status otherwise.
  func wait(
    _ clock: borrowing DemoClock, milliseconds: Int, until isWished: (StatusText) -> Bool
  ) throws(DemoStop) -> StatusText {
    var rest = milliseconds
    var status = try status()
    while !isWished(status), rest > 0 {
      let before = Clock.bootMilliseconds
      _ = try clock.wait(for: bus.descriptor, milliseconds: min(rest, 1000))
      do throws(BusError) { try bus.process() } catch {
        throw .failed("the private session bus has ended", hint: "try again")
      }
      rest -= Int(Clock.bootMilliseconds - before)
      status = try self.status()
    }
    return status
  }

  consuming func end(_ clock: borrowing DemoClock) throws(DemoStop) {
    try program.end(clock)
  }
}
