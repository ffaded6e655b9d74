internal import Geometry
internal import Redaction
internal import Timeline

/// How windows come under the eyes of the registry: made, or taken from another parent.
extension WindowRegistry {
  /// A window was made; where many are, nobody is asked whether each paints.
  mutating func arrive(
    _ parent: WindowID, _ sibling: Sibling, isOverrideRedirect: Bool, serial: UInt,
    at now: CallTime, _ display: borrowing DisplayConnection
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    var sibling = sibling
    questions += 1
    var newcomer: ListedWindow?
    if questions > Self.questionLimit {
      unread.insert(sibling.window)
    } else if parent == tree.root {
      newcomer = watch(&sibling, display)
    } else if let attributes = display.attributes(of: sibling.window) {
      sibling.paints = attributes.sibling.paints
    }
    addChild(sibling, of: parent, isOverrideRedirect: isOverrideRedirect)
    restack(parent, .arrived(sibling), serial: serial, at: now)
    if let newcomer { listed.append(newcomer) }
  }

  /// Watches what a new window paints, which may turn out to be one to film.
  ///
  /// Asked for before anything else, as the window may be mapped at any moment.
  private func watch(
    _ sibling: inout Sibling, _ display: borrowing DisplayConnection
  ) -> ListedWindow? {
    let window = sibling.window
    guard !listed.contains(where: { $0.window == window }) else { return nil }
    let damage = display.createDamage(of: window)
    let validFrom = display.nextSerial
    let attributes = display.attributes(of: window)
    if let attributes { sibling.paints = attributes.sibling.paints }
    guard let attributes, sibling.paints else {
      display.destroyDamage(damage)
      return nil
    }
    var newcomer = ListedWindow(
      window: window, owner: nil, isPopup: false, damage: damage, damageValidFrom: validFrom,
      gravity: attributes.gravity, source: tree.hasCompositor ? .unknown : .screen)
    newcomer.path = [window]
    return newcomer
  }

  /// A window came from another parent; nothing is told of its size.
  mutating func adopt(
    _ window: WindowID, by parent: WindowID, serial: UInt, at now: CallTime,
    _ display: borrowing DisplayConnection
  ) {
    guard let level = tree.levels[parent], serial >= level.validFrom else { return }
    let attributes = display.attributes(of: window)
    // Its end is reported next where it is no more; whether it is mapped is reported, too.
    var sibling =
      attributes?.sibling
      ?? Sibling(
        window: window, frame: PixelRegion(x: 0, y: 0, width: 0, height: 0), border: 0,
        isMapped: false, paints: true)
    sibling.isMapped = false
    if let attributes {
      addChild(sibling, of: parent, isOverrideRedirect: attributes.isOverrideRedirect)
    }
    restack(parent, .arrived(sibling), serial: serial, at: now)
  }

  private mutating func addChild(
    _ sibling: Sibling, of parent: WindowID, isOverrideRedirect: Bool
  ) {
    guard parent == tree.root, candidates[sibling.window] == nil else { return }
    candidates[sibling.window] = Candidate(isOverrideRedirect: isOverrideRedirect)
  }
}
