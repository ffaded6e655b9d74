import Banner
import Geometry
import LinuxSystem

/// A window for the demonstration and the tests, driven by lines on standard input.
///
/// `colour RRGGBB`, `form`, `text LINE`, `move X Y`, `resize W H`, `raise`, `lower`, `map`,
/// `unmap`, `title TEXT`, and `sync [WORD]`, which answers with CLOCK_BOOTTIME in nanoseconds and
/// the word once the X server has worked off all that came before. Ends with the input.
@main struct DemoWindow {
  static func main() {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      try run(options)
    } catch {
      try? StandardStream.error.write("callreel-demo-window: \(error)\n")
      ProcessExit.end(error is Options.Usage ? 64 : 69)
    }
  }

  private static func run(_ options: Options) throws {
    var window = try PaintedWindow(
      display: nil, windowClass: options.windowClass, title: options.title, frame: options.frame)
    try window.map()
    try StandardStream.output.write("ready \(window.windowID)\n")
    var input: [UInt8] = []
    while true {
      let ready = try Waiting.wait([.init(0), .init(window.descriptor)])
      try window.handleEvents()
      guard ready.contains(0) else { continue }
      let bytes = try StandardStream.input.read(limit: 4096)
      guard !bytes.isEmpty else { return }
      input += bytes
      while let end = input.firstIndex(of: 10) {
        let line = String(decoding: input[..<end], as: UTF8.self)
        input.removeSubrange(...end)
        try obey(Command(line), &window)
      }
    }
  }

  private static func obey(_ command: Command, _ window: inout PaintedWindow) throws {
    switch command {
    case .colour(let rgb): window.paint(rgb: rgb)
    case .form: window.showForm()
    case .text(let row): window.append(row: row)
    case .move(let x, let y): window.move(toX: x, y: y)
    case .resize(let size): window.resize(to: size)
    case .raise: window.raise()
    case .lower: window.lower()
    case .map: try window.map()
    case .unmap: window.unmap()
    case .title(let title): window.setTitle(title)
    case .sync(let word):
      try window.sync()
      try StandardStream.output.write("\(Clock.bootNanoseconds) \(word)\n")
    }
    try window.handleEvents()
  }
}
