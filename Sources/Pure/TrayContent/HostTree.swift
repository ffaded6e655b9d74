/// One thing that a tray's host shows, as it tells a screen reader.
package struct HostedObject: Hashable, Sendable {
  /// Where it is on the accessibility bus.
  package var path: String
  /// AT-SPI's number for what it is.
  package var role: UInt32
  package var name: String
  package var description: String
  /// The window of the host's that holds it.
  package var window: String

  package init(
    path: String, role: UInt32, name: String, description: String, window: String
  ) {
    self.path = path
    self.role = role
    self.name = name
    self.description = description
    self.window = window
  }
}

/// All that a tray's host shows within windows, at one moment.
package struct HostTree: Equatable, Sendable {
  package enum Finding: Equatable, Sendable {
    case found(HostedObject)
    /// Nothing says these words.
    case nothing
    /// Several do: one of them may be another program's.
    case several
  }

  private static let button: UInt32 = 43

  private var objects: [HostedObject]

  package init(_ objects: [HostedObject] = []) { self.objects = objects }

  /// The one object that says what the item says: its title, or the first line of its tooltip.
  package func object(saying words: [String]) -> Finding {
    let said = objects.filter { object in
      words.contains { word in
        object.name == word || object.description == word
          || object.description.hasPrefix(word + "\n")
      }
    }
    guard let first = said.first else { return .nothing }
    return said.count == 1 ? .found(first) : .several
  }

  /// Buttons that say nothing at all, as those of panels that give icons no words.
  package var mute: Set<HostedObject> {
    Set(objects.filter { $0.role == Self.button && $0.name.isEmpty && $0.description.isEmpty })
  }

  /// Whether this is what was before, but for one mute button.
  package func lacksOne(of before: HostTree) -> Bool {
    mute.isSubset(of: before.mute) && mute.count == before.mute.count - 1
  }

  /// The one mute button that came since `before`; nil where anything else changed.
  package func newcomer(since before: HostTree) -> HostedObject? {
    let fresh = mute.subtracting(before.mute)
    guard fresh.count == 1, before.mute.isSubset(of: mute) else { return nil }
    return fresh.first
  }
}

/// Whether a host shows an object, as far as it knows.
package enum HostedState: Equatable, Sendable {
  case shown
  case hidden
  /// There is no such object any more: what lives has states of some kind.
  case gone

  /// From the states of AT-SPI, one bit each.
  package init(bits: UInt32) {
    let shown: UInt32 = 1 << 25 | 1 << 30
    let defunct: UInt32 = 1 << 6
    if bits == 0 || bits & defunct != 0 {
      self = .gone
    } else {
      self = bits & shown == shown ? .shown : .hidden
    }
  }
}
