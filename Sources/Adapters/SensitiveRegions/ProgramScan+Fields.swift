internal import Geometry
internal import SensitiveFields

/// One field: where it is, or what has taken its place.
extension ProgramScan {
  /// Asks a field whether it shows, and where.
  func describe(_ name: FieldName) {
    guard asked.insert(name).inserted else { return }
    count()
    bus.states(of: name) { told in
      if let states = self.value(told), !states.isDefunct {
        self.locate(name, isShowing: states.isShowing)
      } else if self.remembered[name] != nil {
        self.replace(name)
      }
      self.finishOne()
    }
  }

  private func locate(_ name: FieldName, isShowing: Bool) {
    count()
    bus.extents(of: name, inWindow: toolkit.isWindowRelative) { told in
      if let extents = self.value(told) {
        // One that was taken off the page may still be named, without a place.
        if extents.isEmpty, let place = self.remembered[name], !place.isEmpty {
          self.keep(name, at: place)
        } else {
          self.fields.append(ScannedField(name: name, extents: extents, isShowing: isShowing))
        }
      }
      self.finishOne()
    }
  }

  /// A field that is gone: what stands in its place now shows what was typed there.
  private func replace(_ name: FieldName) {
    guard toolkit.replacesFields, let place = remembered[name] else { return }
    guard let page = pages.first, pages.count == 1 else { return keep(name, at: place) }
    count()
    let (x, y) = (place.x + place.width / 2, place.y + place.height / 2)
    bus.object(in: page, x: x, y: y) { told in
      if let heir = self.value(told), heir != page, heir.program == self.program {
        self.inherit(heir, from: name, at: place)
      } else {
        self.keep(name, at: place)
      }
      self.finishOne()
    }
  }

  /// Follows what now stands in a field's place, if it is no larger.
  private func inherit(_ heir: FieldName, from name: FieldName, at place: PixelRegion) {
    count()
    bus.extents(of: heir, inWindow: false) { told in
      if let extents = self.value(told), extents.area <= 2 * place.area {
        if self.asked.insert(heir).inserted {
          self.fields.append(ScannedField(name: heir, extents: extents, isShowing: true))
        }
      } else {
        self.keep(name, at: place)
      }
      self.finishOne()
    }
  }

  /// Masked where it was, until the page changes.
  private func keep(_ name: FieldName, at place: PixelRegion) {
    fields.append(ScannedField(name: name, extents: place, isShowing: true, isGone: true))
  }
}
