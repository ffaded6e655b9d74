internal import Geometry
internal import SensitiveFields

/// The windows of a program.
extension ProgramScan {
  /// Asks for the windows' sizes and borders, and for a browser's names of them.
  func findFrames() {
    count()
    bus.children(of: root) { told in
      // A program without windows of its own has told nothing.
      if case .missing = told { self.hasFailed = true }
      for frame in self.value(told)?.prefix(64) ?? [] {
        if self.toolkit.hasContentPane {
          self.findContent(of: frame)
        } else {
          self.measure(frame)
        }
      }
      self.finishOne()
    }
  }

  private func findContent(of frame: FieldName) {
    count()
    bus.children(of: frame) { told in
      // Where this window's fields are cannot be told without it.
      if let content = self.value(told)?.first, !content.isNothing {
        self.measure(content)
      } else {
        self.hasFailed = true
      }
      self.finishOne()
    }
  }

  private func measure(_ frame: FieldName) {
    count()
    bus.extents(of: frame, inWindow: toolkit.hasContentPane) { told in
      if let extents = self.value(told) {
        self.frames.append(PixelSize(width: extents.width, height: extents.height))
        self.borders.insert(FrameBorder(left: extents.x, top: extents.y))
        if self.toolkit.isBrowser { self.tell(frame, at: extents) }
      }
      self.finishOne()
    }
  }

  /// Whether a browser's window is a private one; its pop-ups have no name.
  private func tell(_ frame: FieldName, at extents: PixelRegion) {
    count()
    bus.name(of: frame) { told in
      if let name = self.value(told), !name.isEmpty, self.toolkit.callsPrivate(name) {
        self.privateFrames.append(extents)
      }
      self.finishOne()
    }
  }
}
