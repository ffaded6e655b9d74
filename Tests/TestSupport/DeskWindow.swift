import LinuxSystem
import Timeline

/// A painted window on a desk's display, driven over its standard input.
package final class DeskWindow {
  /// The X server's number for it.
  package let number: String
  private let program: TestProgram
  package var process: Int32 { program.identifier }

  package init(
    environment: [String], windowClass: String, title: String, geometry: String
  ) throws {
    program = try TestProgram(
      "callreel-demo-window",
      ["--class", windowClass, "--title", title, "--geometry", geometry], environment: environment)
    guard let line = try program.line(), line.hasPrefix("ready ") else {
      throw TestTimeout("a window")
    }
    number = String(line.dropFirst(6))
  }

  package func tell(_ command: String) throws { try program.tell(command) }

  /// Waits until the X server has done all that the window was told.
  @discardableResult package func sync() throws -> BootTime {
    try program.tell("sync")
    guard let line = try program.line(),
      let nanoseconds = line.split(separator: " ").first.flatMap({ Int64($0) })
    else { throw TestTimeout("a window's answer") }
    return BootTime(nanoseconds: nanoseconds)
  }

  /// Fills the window; the moments before it was told and after the X server had done it.
  @discardableResult package func paint(_ colour: String) throws -> (
    before: BootTime, after: BootTime
  ) {
    let before = BootTime(nanoseconds: Clock.bootNanoseconds)
    try program.tell("colour " + colour)
    return (before, try sync())
  }

  package func close() {
    program.process.send(signal: Signal.kill)
    program.process.wait()
  }
}
