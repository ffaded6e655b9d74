import LinuxSystem
import SessionBus

extension BusConnection {
  private static let patience: Int64 = 2000

  /// What an object answers, waited for; nil where it is not there, silent or says something else.
  func answer<Value>(
    _ object: BusObject, _ member: String, _ arguments: [BusArgument], mayStart: Bool = false,
    read: @escaping (BusMessageReader) -> Value?
  ) -> Value? {
    let answer = Answer<Value>()
    try? ask(object, member, arguments, mayStart: mayStart) { told in
      if case .values(let reader) = told { answer.value = read(reader) }
      answer.isThere = true
    }
    let end = Clock.bootMilliseconds + Self.patience
    while true {
      try? process()
      let rest = end - Clock.bootMilliseconds
      guard !answer.isThere, rest > 0 else { return answer.value }
      let watch = Waiting.Watch(descriptor, writable: wantsToWrite)
      _ = try? Waiting.wait([watch], milliseconds: Int(rest))
    }
  }
}

private final class Answer<Value> {
  var value: Value?
  var isThere = false
}
