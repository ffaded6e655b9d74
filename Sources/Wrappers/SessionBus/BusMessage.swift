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
  var code: CChar { CChar(asciiValue ?? 0) }
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
