internal import Glibc

/// A program's object as other programs name it on a bus: `(so)`.
package struct BusReference: Hashable, Sendable {
  /// The name of the program on the bus.
  package var name: String
  package var path: String

  package init(name: String, path: String) {
    self.name = name
    self.path = path
  }
}

extension BusMessageReader {
  package func signed() throws(BusError) -> Int32 {
    var number: Int32 = 0
    try readBasic("i", &number)
    return number
  }

  package func unsigned() throws(BusError) -> UInt32 {
    var number: UInt32 = 0
    try readBasic("u", &number)
    return number
  }

  package func reference() throws(BusError) -> BusReference {
    try structure("so") { () throws(BusError) in
      BusReference(name: try string(), path: try objectPath())
    }
  }

  /// Reads a structure whose members are of these types.
  package func structure<Value>(
    _ types: String, _ body: () throws(BusError) -> Value
  ) throws(BusError) -> Value {
    guard try enter("r", types) else { throw .failed(code: EBADMSG) }
    let value = try body()
    try exit()
    return value
  }

  /// Reads an array of at most `limit` elements; what is beyond it is an error.
  package func list<Value>(
    of type: String, limit: Int, _ body: () throws(BusError) -> Value
  ) throws(BusError) -> [Value] {
    var values: [Value] = []
    guard try enter("a", type) else { return values }
    while try !isAtEnd() {
      guard values.count < limit else { throw .failed(code: E2BIG) }
      values.append(try body())
    }
    try exit()
    return values
  }
}
