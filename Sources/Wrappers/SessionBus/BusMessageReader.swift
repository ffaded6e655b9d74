internal import CSystemd
internal import Glibc

/// Reads one message from its beginning to its end, value by value.
@safe package struct BusMessageReader {
  private let message: SharedMessage
  private var handle: OpaquePointer { unsafe message.message.handle }

  /// Keeps a reference of its own.
  init(_ handle: OpaquePointer) {
    message = SharedMessage(unsafe BusMessage(owning: sd_bus_message_ref(handle)))
  }

  package func string() throws(BusError) -> String { try text("s") }

  /// A path of the bus, such as `/org/freedesktop/login1`.
  package func objectPath() throws(BusError) -> String { try text("o") }

  private func text(_ type: Character) throws(BusError) -> String {
    var text: UnsafePointer<CChar>?
    try checkedBus(
      unsafe withUnsafeMutablePointer(to: &text) {
        unsafe sd_bus_message_read_basic(handle, type.code, $0)
      })
    return unsafe text.map { unsafe String(cString: $0) } ?? ""
  }

  /// A copy of a descriptor that came along; the caller closes it.
  package func descriptor() throws(BusError) -> Int32 {
    var number: Int32 = -1
    try checkedBus(unsafe sd_bus_message_read_basic(handle, Character("h").code, &number))
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw .failed(code: errno) }
    return copy
  }

  package func boolean() throws(BusError) -> Bool {
    var number: Int32 = 0
    try checkedBus(unsafe sd_bus_message_read_basic(handle, Character("b").code, &number))
    return number != 0
  }

  package func integer() throws(BusError) -> Int64 {
    var number: Int64 = 0
    try checkedBus(unsafe sd_bus_message_read_basic(handle, Character("x").code, &number))
    return number
  }

  /// Reads an `a{sv}`; a value of another type is left out and its key told to `skipped`.
  package func details(skipped: (String) -> Void = { _ in }) throws(BusError) -> [String: BusValue]
  {
    var result: [String: BusValue] = [:]
    guard try enter("a", "{sv}") else { return result }
    while try enter("e", "sv") {
      let key = try string()
      if let value = try variant() { result[key] = value } else { skipped(key) }
      try exit()
    }
    try exit()
    return result
  }

  /// One variant of a type of ours; nil for another.
  package func variant() throws(BusError) -> BusValue? {
    var contents: UnsafePointer<CChar>?
    try checkedBus(unsafe sd_bus_message_peek_type(handle, nil, &contents))
    let signature = unsafe contents.map { unsafe String(cString: $0) } ?? ""
    guard ["s", "b", "x"].contains(signature) else {
      try checkedBus(unsafe sd_bus_message_skip(handle, "v"))
      return nil
    }
    _ = try enter("v", signature)
    let value: BusValue =
      switch signature {
      case "s": .string(try string())
      case "b": .boolean(try boolean())
      default: .integer(try integer())
      }
    try exit()
    return value
  }

  func readBasic<Number: FixedWidthInteger>(
    _ type: Character, _ number: inout Number
  ) throws(BusError) {
    try checkedBus(
      unsafe withUnsafeMutablePointer(to: &number) {
        unsafe sd_bus_message_read_basic(handle, type.code, $0)
      })
  }

  /// Whether the container that was entered holds nothing more.
  func isAtEnd() throws(BusError) -> Bool {
    try checkedBus(unsafe sd_bus_message_at_end(handle, 0)) > 0
  }

  /// Leaves out one value of a type, such as `as`.
  package func skip(_ type: String) throws(BusError) {
    try checkedBus(unsafe sd_bus_message_skip(handle, type))
  }

  func enter(_ type: Character, _ contents: String) throws(BusError) -> Bool {
    try checkedBus(unsafe sd_bus_message_enter_container(handle, type.code, contents)) > 0
  }

  func exit() throws(BusError) {
    try checkedBus(unsafe sd_bus_message_exit_container(handle))
  }
}

/// Shares one message among copies of a reader.
private final class SharedMessage {
  let message: BusMessage

  init(_ message: consuming BusMessage) {
    self.message = message
  }
}
