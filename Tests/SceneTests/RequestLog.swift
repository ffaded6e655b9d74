import CXScene
import LinuxSystem
import TestSupport

/// What clients asked of an X server and what it told them, in the server's own order.
///
/// Taken with the RECORD extension: nothing that a client does escapes it.
final class RequestLog {
  enum Entry: Equatable {
    case readStacking(of: Window)
    /// In the drawable's pixels.
    case image(of: Drawable, x: Int, y: Int, width: Int, height: Int)
    case namedPixmap(Drawable, of: Window)
    case created(Window, x: Int, y: Int, width: Int, height: Int, border: Int)
    case destroyed(Window)
    case mapped(Window)
    case unmapped(Window)
    case configured(
      Window, x: Int, y: Int, width: Int, height: Int, border: Int, above: Window)

    var isRequest: Bool {
      switch self {
      case .readStacking, .image, .namedPixmap: true
      default: false
      }
    }
  }

  private var recorded: RecordedClients?
  private var root: Window = 0
  /// The client whose events tell of the windows.
  private var witness: UInt = 0
  private var sharedMemory: UInt8 = 0
  private var composite: UInt8 = 0
  private var entries: [(client: UInt, entry: Entry)] = []

  /// Logs from now on.
  init(_ display: String) throws {
    recorded = try RecordedClients(
      display, ranges: { [unowned self] in ranges($0) }, take: { [unowned self] in take($0) })
  }

  private func ranges(_ control: OpaquePointer) -> [(inout XRecordRange) -> Void] {
    root = XDefaultRootWindow(control)
    witness = RecordedClients.base(of: control)
    // The one who asks for pixels does not listen all the time; the log does.
    XSelectInput(control, root, SubstructureNotifyMask)
    sharedMemory = RecordedClients.opcode("MIT-SHM", control)
    composite = RecordedClients.opcode("Composite", control)
    var ranges: [(inout XRecordRange) -> Void] = []
    for request in [X_QueryTree, X_GetImage] {
      ranges.append {
        $0.core_requests.first = UInt8(request)
        $0.core_requests.last = UInt8(request)
      }
    }
    for (major, minor) in [(sharedMemory, UInt16(4)), (composite, 6)] where major != 0 {
      ranges.append {
        $0.ext_requests.ext_major.first = major
        $0.ext_requests.ext_major.last = major
        $0.ext_requests.ext_minor.first = minor
        $0.ext_requests.ext_minor.last = minor
      }
    }
    ranges.append {
      $0.delivered_events.first = UInt8(CreateNotify)
      $0.delivered_events.last = UInt8(CirculateNotify)
    }
    return ranges
  }

  /// Takes in what has come; call it often, the X server keeps what is not taken.
  func serve() { recorded?.serve() }

  /// What happened to the windows, and what the client asked that asked for pixels; ends the log.
  func finish() -> [Entry] {
    recorded?.finish()
    let cameras = Set(
      entries.compactMap { entry in
        if case .image = entry.entry { entry.client } else { nil }
      })
    return entries.filter { client, entry in
      entry.isRequest ? cameras.contains(client) : client == witness
    }.map(\.entry)
  }

  private func take(_ intercepted: XRecordInterceptData) {
    guard let start = intercepted.data, intercepted.data_len > 0 else { return }
    let words = UnsafeRawBufferPointer(start: start, count: Int(intercepted.data_len) * 4)
    let entry: Entry? =
      switch intercepted.category {
      case XRecordFromClient: request(words)
      case XRecordFromServer: event(words)
      default: nil
      }
    if let entry { entries.append((intercepted.id_base, entry)) }
  }

  private func request(_ bytes: UnsafeRawBufferPointer) -> Entry? {
    func word(_ offset: Int) -> UInt {
      UInt(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func position(_ offset: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self))
    }
    func length(_ offset: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }
    let opcode = Int32(bytes[0])
    if opcode == X_QueryTree { return .readStacking(of: word(4)) }
    // GetImage and ShmGetImage have these fields at the same place.
    if opcode == X_GetImage || (bytes[0] == sharedMemory && bytes[1] == 4) {
      return .image(
        of: word(4), x: position(8), y: position(10), width: length(12), height: length(14))
    }
    if bytes[0] == composite, bytes[1] == 6 { return .namedPixmap(word(8), of: word(4)) }
    return nil
  }

  private func event(_ bytes: UnsafeRawBufferPointer) -> Entry? {
    func word(_ offset: Int) -> UInt {
      UInt(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func position(_ offset: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self))
    }
    func length(_ offset: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }
    guard bytes.count >= 32, word(4) == root else { return nil }
    let window = word(8)
    switch Int32(bytes[0] & 0x7f) {
    case CreateNotify:
      return .created(
        window, x: position(12), y: position(14), width: length(16), height: length(18),
        border: length(20))
    case DestroyNotify: return .destroyed(window)
    case MapNotify: return .mapped(window)
    case UnmapNotify: return .unmapped(window)
    case ConfigureNotify:
      return .configured(
        window, x: position(16), y: position(18), width: length(20), height: length(22),
        border: length(24), above: word(12))
    default: return nil
    }
  }
}
