package import Geometry

/// Where a window has been, and how its content lies in it.
package struct WindowPlace: Equatable, Sendable {
  /// In canvas coordinates: where it is, and where it was while the program was asked.
  package var frames: [PixelRegion]
  /// What the toolkit's own shadow takes of it.
  package var shadow: PixelInsets

  package init(frames: [PixelRegion], shadow: PixelInsets = .none) {
    self.frames = frames
    self.shadow = shadow
  }
}

/// Brings what a program told into the pixels of one of its windows.
package struct FieldPlacement {
  /// Extents beyond this are no place on a screen.
  private static let farthest = 1 << 20

  private let toolkit: Toolkit
  private let scale: WindowScale
  private let place: WindowPlace
  private let borders: Set<FrameBorder>

  package init(
    _ toolkit: Toolkit, scale: WindowScale, place: WindowPlace,
    borders: Set<FrameBorder> = [.none]
  ) {
    self.borders = borders
    self.toolkit = toolkit
    self.scale = toolkit.reportsPixels ? .one : scale
    self.place = place
  }

  /// Where one field is or may be, with its padding, in window coordinates and not cut off.
  ///
  /// Empty for one that was never put on a screen; nil where what was told cannot be.
  package func places(_ field: ScannedField) -> [PixelRegion]? {
    let extents = field.extents
    guard !extents.isEmpty,
      [extents.x, extents.y, extents.width, extents.height].allSatisfy({
        abs($0) < Self.farthest
      })
    else {
      // A toolkit that never says whether a field shows has unrealised ones, too.
      return toolkit.hidesShowing || !field.isShowing || isUnrealised(extents) ? [] : nil
    }
    let padding = toolkit.padding(scale: scale)
    let regions = regions(extents)
    return regions.isEmpty ? nil : regions.map { $0.grown(by: padding) }
  }

  /// The part of a region that lies in the window.
  package func clipped(_ region: PixelRegion) -> PixelRegion? { region.intersection(window) }

  /// The part of a window that a document fills, in window coordinates.
  package func region(ofDocument extents: PixelRegion) -> PixelRegion? {
    guard !extents.isEmpty, place.frames.count == 1 else { return nil }
    return regions(extents).first?.intersection(window)
  }

  private var window: PixelRegion {
    PixelRegion(
      x: 0, y: 0, width: place.frames.last?.width ?? 0, height: place.frames.last?.height ?? 0)
  }

  private func regions(_ extents: PixelRegion) -> [PixelRegion] {
    if toolkit.isWindowRelative {
      return borders.map { border in
        let pixels = scale.pixels(extents.moved(x: -border.left, y: -border.top))
        return pixels.moved(x: place.shadow.left, y: place.shadow.top)
      }
    }
    let pixels = scale.pixels(extents)
    return place.frames.map { pixels.moved(x: -$0.x, y: -$0.y) }
  }

  /// GTK's twin of a field that was never put on a screen.
  private func isUnrealised(_ extents: PixelRegion) -> Bool {
    extents.width <= 1 && extents.height <= 1
      && (extents.x <= Int(Int32.min) + 1 || extents.y <= Int(Int32.min) + 1)
  }
}
