import CXScene
import TestSupport

/// What clients ask of an X server that could tell them of keys, the clipboard or other clients'
/// input, and which keys they grab (P11).
final class InputRequestLog {
  /// One passive grab of a key.
  struct Grab: Hashable {
    let client: UInt
    let window: Window
    let modifiers: Int
    let key: Int
  }

  private(set) var grabs: Set<Grab> = []
  /// What nobody of ours may ask, by the client, in words.
  private(set) var faults: [String] = []
  private(set) var requests: [UInt: Int] = [:]
  private var recorded: RecordedClients?
  private var own: Set<UInt> = []
  private var extensions: [UInt8: String] = [:]
  private var fixes: UInt8 = 0
  private var keyboard: UInt8 = 0
  /// The selections that hold what was copied.
  private var copied: Set<Int> = [Int(XA_PRIMARY), Int(XA_SECONDARY)]

  /// Requests that read keys, take input, make it up, or ask for what was copied.
  private static let forbidden: [Int32: String] = [
    X_GrabKeyboard: "GrabKeyboard", X_GrabPointer: "GrabPointer", X_QueryKeymap: "QueryKeymap",
    X_SetInputFocus: "SetInputFocus", X_GetMotionEvents: "GetMotionEvents",
    X_WarpPointer: "WarpPointer", X_ConvertSelection: "ConvertSelection",
    X_SetSelectionOwner: "SetSelectionOwner", X_GrabServer: "GrabServer",
  ]
  private static let keyEvents = KeyPressMask | KeyReleaseMask | KeymapStateMask

  /// Logs from now on, of all but the test's own connections.
  init(_ display: String) throws {
    let recorded = try RecordedClients(
      display,
      ranges: { [unowned self] control in
        for name in ["RECORD", "XTEST", "XInputExtension"] {
          let opcode = RecordedClients.opcode(name, control)
          if opcode != 0 { extensions[opcode] = name }
        }
        fixes = RecordedClients.opcode("XFIXES", control)
        keyboard = RecordedClients.opcode("XKEYBOARD", control)
        copied.insert(Int(XInternAtom(control, "CLIPBOARD", 0)))
        own.insert(RecordedClients.base(of: control))
        return [
          {
            $0.core_requests.first = 1
            $0.core_requests.last = 127
          },
          {
            $0.ext_requests.ext_major.first = 128
            $0.ext_requests.ext_major.last = 255
            $0.ext_requests.ext_minor.first = 0
            $0.ext_requests.ext_minor.last = .max
          },
        ]
      }, take: { [unowned self] in take($0) })
    self.recorded = recorded
  }

  func serve() { recorded?.serve() }

  func finish() { recorded?.finish() }

  /// The code of a key on this keyboard.
  func keyCode(_ name: String) -> Int {
    recorded.map { Int(XKeysymToKeycode($0.control, XStringToKeysym(name))) } ?? 0
  }

  var root: Window { recorded.map { XDefaultRootWindow($0.control) } ?? 0 }

  private func take(_ intercepted: XRecordInterceptData) {
    guard intercepted.category == XRecordFromClient, let start = intercepted.data,
      intercepted.data_len > 0, !own.contains(intercepted.id_base)
    else { return }
    requests[intercepted.id_base, default: 0] += 1
    let bytes = UnsafeRawBufferPointer(start: start, count: Int(intercepted.data_len) * 4)
    take(bytes, of: intercepted.id_base)
  }

  private func take(_ bytes: UnsafeRawBufferPointer, of client: UInt) {
    func word(_ offset: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func fault(_ words: String) { faults.append("client \(String(client, radix: 16)): " + words) }
    let opcode = bytes[0]
    if let words = Self.forbidden[Int32(opcode)] { fault(words) }
    if let name = extensions[opcode] { fault("\(name) \(bytes[1])") }
    // Watching who copies something; a compositing manager's selection says that one runs.
    if opcode == fixes, fixes != 0, bytes[1] == 2, copied.contains(word(8)) {
      fault("SelectSelectionInput")
    }
    // Reading which keys or lamps are on, or being told of them.
    if opcode == keyboard, keyboard != 0, [3, 4, 5, 12].contains(bytes[1]) {
      fault("XKEYBOARD \(bytes[1])")
    }
    switch Int32(opcode) {
    case X_GrabKey:
      let modifiers = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
      grabs.insert(
        Grab(client: client, window: Window(word(4)), modifiers: modifiers, key: Int(bytes[10])))
    case X_CreateWindow where selectsKeys(bytes, mask: word(28), values: 32): fault("key events")
    case X_ChangeWindowAttributes where selectsKeys(bytes, mask: word(8), values: 12):
      fault("key events of \(String(word(4), radix: 16))")
    default: break
    }
  }

  /// Whether window attributes select key events; the values stand in the order of the mask's bits.
  private func selectsKeys(_ bytes: UnsafeRawBufferPointer, mask: Int, values: Int) -> Bool {
    guard mask & CWEventMask != 0 else { return false }
    let before = (mask & (CWEventMask - 1)).nonzeroBitCount
    let offset = values + 4 * before
    guard bytes.count >= offset + 4 else { return true }
    let events = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    return events & Self.keyEvents != 0
  }
}
