/// What the key of a clip is used for (F10).
package enum AccessUse: UInt8, CaseIterable, Sendable {
  /// All clips of one trainee that the key opens.
  case list = 1
  /// What is in it, without its film.
  case inspect = 2
  case open = 3
  case export = 4
  /// A sealed copy is taken away; what becomes of that, nobody sees.
  case fetch = 5
  /// The talk was held: the clip may be erased (F12).
  case done = 6
  case rewrap = 7
  /// To answer who asked for access, on the controller's order (N9, N14).
  case exportForRequest = 8

  package var name: String {
    switch self {
    case .list: "list"
    case .inspect: "inspect"
    case .open: "open"
    case .export: "export"
    case .fetch: "fetch"
    case .done: "done"
    case .rewrap: "rewrap"
    case .exportForRequest: "export-request"
    }
  }
}

/// How far it came: an attempt that is refused has two records, what was begun and why it ended.
package enum AccessOutcome: UInt8, CaseIterable, Sendable {
  case begun = 0
  /// The clip is not of the person whom the reader named (F9).
  case anotherTrainee = 1
  /// The clip was not sealed to the reader's key.
  case anotherKey = 2
  /// The reader's key object is not in the store: the clip is restricted, or not uploaded yet.
  case keyAbsent = 3
  case expired = 4
  case exportRefused = 5
  /// The clip is not whole or not genuine.
  case faulty = 6
  /// No order of the controller allows it.
  case orderRefused = 7

  package var isRefusal: Bool { self != .begun }

  package var name: String {
    switch self {
    case .begun: "begun"
    case .anotherTrainee: "another-trainee"
    case .anotherKey: "another-key"
    case .keyAbsent: "key-absent"
    case .expired: "expired"
    case .exportRefused: "export-refused"
    case .faulty: "faulty"
    case .orderRefused: "order-refused"
    }
  }
}
