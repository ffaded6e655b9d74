internal import CSystemd
internal import Glibc

/// Owns one D-Bus message.
@safe struct BusMessage: ~Copyable {
  let handle: OpaquePointer

  /// Takes over a reference.
  init(owning handle: OpaquePointer) {
    unsafe self.handle = handle
  }

  deinit { unsafe _ = sd_bus_message_unref(handle) }

  func append(_ argument: BusArgument) throws(BusError) {
    switch argument {
    case .text(let text): try append(BusValue.string(text))
    case .unsigned(var number):
      try checkedBus(unsafe sd_bus_message_append_basic(handle, Character("u").code, &number))
    case .signed(var number):
      try checkedBus(unsafe sd_bus_message_append_basic(handle, Character("i").code, &number))
    case .boolean(let flag): try append(BusValue.boolean(flag))
    case .variant(let value):
      try open("v", value.signature)
      try append(value)
      try close()
    case .boxed(let type, let value):
      try open("v", type)
      try append(value)
      try close()
    case .path(let path):
      try checkedBus(unsafe sd_bus_message_append_basic(handle, Character("o").code, path))
    case .bytes(let bytes):
      try checkedBus(
        unsafe bytes.withUnsafeBytes {
          unsafe sd_bus_message_append_array(
            handle, Character("y").code, $0.baseAddress, $0.count)
        })
    case .properties(let properties):
      try open("a", "{sv}")
      for property in properties {
        try open("e", "sv")
        try append(BusValue.string(property.name))
        try append(.boxed(property.type, property.value))
        try close()
      }
      try close()
    case .list(let type, let elements):
      try open("a", type)
      for element in elements { try append(element) }
      try close()
    case .structure(let type, let members):
      try open("r", type)
      for member in members { try append(member) }
      try close()
    }
  }

  func append(_ value: BusValue) throws(BusError) {
    switch value {
    case .string(let text):
      try checkedBus(unsafe sd_bus_message_append_basic(handle, Character("s").code, text))
    case .boolean(let flag):
      var number: Int32 = flag ? 1 : 0
      try checkedBus(unsafe sd_bus_message_append_basic(handle, Character("b").code, &number))
    case .integer(var number):
      try checkedBus(unsafe sd_bus_message_append_basic(handle, Character("x").code, &number))
    }
  }

  /// Appends an `a{sv}`.
  func append(_ details: [String: BusValue]) throws(BusError) {
    try open("a", "{sv}")
    for (key, value) in details.sorted(by: { $0.key < $1.key }) {
      try open("e", "sv")
      try append(.string(key))
      try open("v", value.signature)
      try append(value)
      try close()
      try close()
    }
    try close()
  }

  private func open(_ type: Character, _ contents: String) throws(BusError) {
    try checkedBus(unsafe sd_bus_message_open_container(handle, type.code, contents))
  }

  private func close() throws(BusError) {
    try checkedBus(unsafe sd_bus_message_close_container(handle))
  }
}

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

  func skipType(_ type: String) throws(BusError) {
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

extension BusValue {
  var signature: String {
    switch self {
    case .string: "s"
    case .boolean: "b"
    case .integer: "x"
    }
  }
}

extension Character {
  /// The one byte that sd-bus knows a type by.
  fileprivate var code: CChar { CChar(asciiValue ?? 0) }
}

/// A negative result of sd-bus becomes an error.
@discardableResult
func checkedBus(_ code: Int32) throws(BusError) -> Int32 {
  guard code < 0 else { return code }
  switch -code {
  case ENOTCONN, ECONNRESET, EPIPE: throw .disconnected
  case EEXIST, EALREADY: throw .nameTaken
  default: throw .failed(code: -code)
  }
}
