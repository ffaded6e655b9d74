import CXScene
import TestSupport

/// The RECORD extension on one display: all that clients ask of it, in the server's own order.
///
/// Nothing that a client does escapes it.
final class RecordedClients {
  /// Given away by ``init(_:ranges:take:)``: to ask things before and after on the same display.
  let control: OpaquePointer
  private let data: OpaquePointer
  private var context: XRecordContext = 0
  private let take: (XRecordInterceptData) -> Void

  /// Records from now on what lies in these ranges; each change makes one range.
  init(
    _ display: String, ranges: (OpaquePointer) -> [(inout XRecordRange) -> Void],
    take: @escaping (XRecordInterceptData) -> Void
  ) throws {
    guard let control = XOpenDisplay(display), let data = XOpenDisplay(display) else {
      throw TestTimeout("the display \(display)")
    }
    self.control = control
    self.data = data
    self.take = take
    var all: [UnsafeMutablePointer<XRecordRange>?] = []
    for change in ranges(control) {
      guard let range = XRecordAllocRange() else { continue }
      change(&range.pointee)
      all.append(range)
    }
    var clients = XRecordClientSpec(XRecordAllClients)
    context = XRecordCreateContext(control, 0, &clients, 1, &all, Int32(all.count))
    for range in all { XFree(range) }
    XSync(control, 0)
    let enabled = XRecordEnableContextAsync(
      data, context,
      { closure, intercepted in
        guard let closure, let intercepted else { return }
        defer { XRecordFreeData(intercepted) }
        Unmanaged<RecordedClients>.fromOpaque(closure).takeUnretainedValue()
          .take(intercepted.pointee)
      }, Unmanaged.passUnretained(self).toOpaque())
    guard context != 0, enabled != 0 else { throw TestTimeout("the RECORD extension") }
    XSync(control, 0)
  }

  deinit {
    XCloseDisplay(data)
    XCloseDisplay(control)
  }

  /// Takes in what has come; call it often, the X server keeps what is not taken.
  func serve() { XRecordProcessReplies(data) }

  /// Takes in the rest and ends the recording.
  func finish() {
    XRecordDisableContext(control, context)
    XSync(control, 0)
    serve()
  }

  /// What the resources of a connection have in common, as intercepts name the client.
  static func base(of connection: OpaquePointer) -> UInt {
    XCreatePixmap(connection, XDefaultRootWindow(connection), 1, 1, 1) & ~0x1fffff
  }

  static func opcode(_ name: String, _ display: OpaquePointer) -> UInt8 {
    var major: Int32 = 0
    var event: Int32 = 0
    var error: Int32 = 0
    XQueryExtension(display, name, &major, &event, &error)
    return UInt8(major)
  }
}
