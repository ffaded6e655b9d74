package import Geometry
package import Redaction
package import Timeline

/// What is known of the fields of one window, from scan to scan of its program.
package struct WindowFields: Sendable {
  /// How the policy lists the window.
  package struct Listing: Equatable, Sendable {
    /// The number of its rule.
    package var rule: Int
    package var needsAddress: Bool
    package var showsDocumentOnly: Bool

    package init(rule: Int, needsAddress: Bool, showsDocumentOnly: Bool) {
      self.rule = rule
      self.needsAddress = needsAddress
      self.showsDocumentOnly = showsDocumentOnly
    }
  }

  /// As of the last scan that counts.
  package private(set) var hidden = HiddenRegions.everything(.noAnswer)
  /// Pixels that were fetched up to this moment are known to be covered by what was said.
  package private(set) var vouched: CallTime?
  /// A program that tells of more fields is not believed.
  private static let mostFields = 500

  private var tracks: [FieldName: FieldTrack] = [:]
  /// Whether its program may tell of places where fields were.
  private var tellsFromCopy = true
  /// What was told of fields last, with where they were before.
  private var masks: [PixelRegion] = []
  private var motion = PageMotion()
  private var document: FieldName?
  /// What lies around the document, where only that shows.
  private var surroundings: [PixelRegion] = []

  package init() {}

  /// Whether a field shows in it.
  package var showsFields: Bool { tracks.values.contains(where: \.isShowing) }

  /// Pixels of the window changed at `time` within a region of that size.
  ///
  /// Where the page may have moved, its fields may have come by elsewhere until what was fetched is
  /// vouched for.
  package mutating func noteChange(_ size: PixelSize, at time: CallTime) {
    guard tellsFromCopy else { return }
    motion.noteChange(size, at: time)
    if case .only = hidden { hide() }
  }

  /// Takes in a scan; what is hidden from then on is ``hidden``.
  ///
  /// What was fetched up to `bound` is old enough for the scan to vouch for.
  package mutating func take(
    _ scan: ScannedProgram, scale: WindowScale?, place: WindowPlace, listing: Listing,
    vouching bound: CallTime
  ) {
    guard let scale, !place.frames.isEmpty else { return distrust(.noAnswer) }
    tellsFromCopy = scan.toolkit.tellsFromCopy
    let placement = FieldPlacement(
      scan.toolkit, scale: scale, place: place, borders: scan.borders)
    guard !scan.isGlance else { return glance(scan, placement) }
    // Where a page lies in a window that moves is not known; what it shows is not vouched for.
    guard !scan.toolkit.isBrowser || place.frames.count == 1 else { return }
    if scan.toolkit.isBrowser {
      guard takePage(of: scan, placement, place, listing, bound) else { return }
    } else if listing.needsAddress {
      return distrust(.scope)
    }
    guard let masks = follow(scan, placement, keeping: false) else { return distrust(.noAnswer) }
    self.masks = masks
    vouch(through: bound)
    hide()
  }

  /// Known fields have moved: they are masked where they were and where they are.
  private mutating func glance(_ scan: ScannedProgram, _ placement: FieldPlacement) {
    guard case .only = hidden else { return }
    guard let masks = follow(scan, placement, keeping: true) else { return distrust(.noAnswer) }
    self.masks = masks
    hide()
  }

  /// Where fields are now, and what to mask; nil where what was told cannot be.
  private mutating func follow(
    _ scan: ScannedProgram, _ placement: FieldPlacement, keeping: Bool
  ) -> [PixelRegion]? {
    guard scan.fields.count <= Self.mostFields else { return nil }
    var found: [FieldName: FieldTrack] = keeping ? tracks : [:]
    var masks: [PixelRegion] = []
    for field in scan.fields {
      guard let places = placement.places(field) else { return nil }
      let isShowing = field.isShowing || scan.toolkit.hidesShowing
      let track = FieldTrack(after: tracks[field.name], places, isShowing: isShowing)
      found[field.name] = track
      masks += track.masks.compactMap(placement.clipped)
    }
    if keeping {
      let told = Set(scan.fields.map(\.name))
      for (name, track) in tracks where !told.contains(name) {
        masks += track.masks.compactMap(placement.clipped)
      }
    }
    tracks = found
    return masks
  }

  private mutating func vouch(through bound: CallTime) {
    vouched = max(vouched ?? bound, bound)
    motion.vouch(through: bound)
  }

  /// Whether the window shows one page that may be filmed; otherwise it is hidden.
  private mutating func takePage(
    of scan: ScannedProgram, _ placement: FieldPlacement, _ place: WindowPlace, _ listing: Listing,
    _ bound: CallTime
  ) -> Bool {
    guard let (page, area) = page(scan, placement) else {
      distrust(.noAnswer)
      return false
    }
    // Chromium's tree is that of the page before for a while: two scans must agree.
    let isSettled = scan.toolkit != .chromium || (page.hasChildren && page.name == document)
    if page.name != document { tracks = [:] }
    document = page.name
    guard isSettled else {
      distrust(.noAnswer)
      return false
    }
    let isPrivate = scan.privateFrames.contains { $0.contains(page.extents) }
    guard !isPrivate, !listing.needsAddress || page.matching.contains(listing.rule) else {
      distrust(.scope)
      vouch(through: bound)
      return false
    }
    surroundings = listing.showsDocumentOnly ? Self.surroundings(of: area, in: place) : []
    return true
  }

  private mutating func hide() {
    hidden = .only(
      surroundings.map { MaskedRegion($0, .beyondPage) }
        + masks.map { MaskedRegion($0, .accessibility) }
        + tracks.values.flatMap { $0.passage(in: motion) }.map { MaskedRegion($0, .passage) })
  }

  private mutating func distrust(_ reason: HiddenReason) {
    hidden = .everything(reason)
  }

  /// The one document in the window that lies in no other, and where.
  private func page(
    _ scan: ScannedProgram, _ placement: FieldPlacement
  ) -> (ScannedDocument, PixelRegion)? {
    let shown = scan.documents.compactMap { document in
      placement.region(ofDocument: document.extents).map { (document, $0) }
    }
    let outermost = shown.filter { entry in
      !shown.contains { $0.0.name != entry.0.name && $0.1.contains(entry.1) }
    }
    return outermost.count == 1 ? outermost[0] : nil
  }

  /// The window without `area`.
  private static func surroundings(of area: PixelRegion, in place: WindowPlace) -> [PixelRegion] {
    guard let frame = place.frames.last else { return [] }
    var rest = RegionSet(PixelRegion(x: 0, y: 0, width: frame.width, height: frame.height))
    rest.subtract(area)
    return rest.regions
  }
}
