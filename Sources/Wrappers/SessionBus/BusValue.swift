/// A value of the few D-Bus types that Callreel's interfaces use.
package enum BusValue: Equatable, Sendable {
  case string(String)
  case boolean(Bool)
  /// `x`, a signed 64-bit number.
  case integer(Int64)
}

/// What can go wrong on a bus.
package enum BusError: Error, Equatable {
  /// No bus to connect to.
  case unavailable
  /// The connection ended.
  case disconnected
  /// Nobody owns the name that was called.
  case noSuchService
  /// Another process owns the name that was asked for.
  case nameTaken
  /// The program that was called did not answer in time.
  case noAnswer
  /// The other side refused, with its error's name and its sentence.
  case refused(name: String, message: String)
  /// Any other failure, as a positive `errno`.
  case failed(code: Int32)
}

/// An error that a served method answers with.
package struct BusRefusal: Error, Equatable, Sendable {
  /// The last part of the error's name, such as `InvalidEvent`.
  package let name: String
  package let message: String

  package init(name: String, message: String) {
    self.name = name
    self.message = message
  }

  var fullName: String { "org.callreel.Error." + name }
}
