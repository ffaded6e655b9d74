import Geometry

/// What must be black on each track at one moment, and what the manifest says of it.
struct Covering {
  private struct Field: Hashable {
    var window: WindowID
    var index: Int
    var origin: MaskOrigin
  }

  /// In regions with even edges, one set for each track.
  private(set) var masks: [RegionSet] = []
  private var hidden: [FrameNote.HiddenWindow] = []
  private var fields: Set<Field> = []

  /// `hiding` says what must not be seen of a window.
  init(_ tracks: [TrackCanvas], hiding: (WindowID) -> HiddenRegions) {
    var known: [WindowID: HiddenRegions] = [:]
    for track in tracks {
      var masks = RegionSet()
      for window in track.windows where !window.visible.isEmpty {
        let regions = known[window.window] ?? hiding(window.window)
        known[window.window] = regions
        cover(window, regions, with: &masks)
      }
      self.masks.append(masks)
    }
  }

  /// A window on several monitors is one window, and a field is one field.
  var note: FrameNote {
    let counted = fields.filter { $0.origin.isField }
    return FrameNote(
      hidden: hidden, masked: counted.reduce(into: [:]) { $0[$1.origin, default: 0] += 1 })
  }

  private mutating func cover(
    _ window: VisibleWindow, _ regions: HiddenRegions, with masks: inout RegionSet
  ) {
    switch regions {
    case .everything(let reason):
      let entry = FrameNote.HiddenWindow(window: window.window, reason: reason)
      if !hidden.contains(entry) { hidden.append(entry) }
      for piece in window.visible.regions { masks.insert(piece.evenOutward) }
    case .only(let regions):
      for (index, mask) in regions.enumerated() {
        let placed = mask.region.moved(x: window.frame.x, y: window.frame.y).evenOutward
        let pieces = window.visible.intersection(placed).regions
        if !pieces.isEmpty {
          fields.insert(Field(window: window.window, index: index, origin: mask.origin))
        }
        for piece in pieces { masks.insert(piece.evenOutward) }
      }
    }
  }
}
