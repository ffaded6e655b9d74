internal import ByteCoding

/// The check that a clip did not pass, from the outermost inwards.
package enum FaultLayer: String, CaseIterable, Sendable {
  /// An object's name is not one of a clip's.
  case name
  /// An object that the others call for is not there.
  case missing
  /// The bytes are not what any writer makes.
  case encoding
  case version
  case limits
  case signature
  /// A record belongs to another clip, campaign, day or segment.
  case binding
  /// Fragments or segments are lost, repeated or out of order.
  case chain
  /// The timeline has a hole or an overlap (P8).
  case continuity
  case hash
  case expiry
  case closing
  /// The key is not the one that the opening record commits to.
  case commitment
  case decryption
  /// The sealed manifest contradicts the clear header.
  case manifest
  case padding
  /// The workstation's signature does not hold, or it is not on the controller's list.
  case workstation
  /// A key object was added without an order of the controller that holds.
  case order
  /// An object is there that was erased.
  case erased
  /// The film's own times are not those of the header.
  case film
}

/// Where a fault lies.
package enum FaultPlace: Hashable, Sendable {
  case object(ObjectName)
  /// A name that no object of a clip has, as it stands in the store.
  case name(String)
  /// The controller's list, which is no object of the clip.
  case workstations

  package var text: String {
    switch self {
    case .object(let name): name.text
    case .name(let text): text
    case .workstations: "workstations"
    }
  }
}

/// What is wrong with a clip, and in which object.
///
/// `what` is made of fixed sentences and counts: no name, number or title of a call (P10).
package struct ClipFault: Error, Equatable, Sendable {
  package var layer: FaultLayer
  package var place: FaultPlace
  package var what: String

  package init(_ layer: FaultLayer, _ object: ObjectName, _ what: String) {
    self.init(layer, at: .object(object), what)
  }

  package init(_ layer: FaultLayer, at place: FaultPlace, _ what: String) {
    self.layer = layer
    self.place = place
    self.what = what
  }

  /// For people, such as `00003.segment: signature: the header is not signed by the clip's key`.
  package var text: String { "\(place.text.visible): \(layer.rawValue): \(what)" }
}

/// A fault whose object is known only to the caller.
package struct FormatError: Error, Equatable, Sendable {
  package var layer: FaultLayer
  package var what: String

  package init(_ layer: FaultLayer, _ what: String) {
    self.layer = layer
    self.what = what
  }

  package func fault(in object: ObjectName) -> ClipFault { fault(at: .object(object)) }

  package func fault(at place: FaultPlace) -> ClipFault { ClipFault(layer, at: place, what) }
}
