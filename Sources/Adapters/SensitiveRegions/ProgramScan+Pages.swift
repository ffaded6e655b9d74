internal import Geometry
internal import SensitiveFields

/// The pages of a browser, and what it draws over them itself.
extension ProgramScan {
  /// Lists that show, if they are the browser's own, which it draws over the page: what was typed
  /// and visited before.
  func findLists(_ lists: [FieldName], outside documents: [FieldName]) {
    each(lists, { self.bus.states(of: $0, $1) }) { told in
      let shown = told.filter { $0.value.isShowing && !$0.value.isDefunct }.map(\.subject)
      guard !shown.isEmpty, !documents.isEmpty else { return shown.forEach(self.locate(list:)) }
      self.each(documents, { self.bus.matches([FieldRole.listBox], below: $0, $1) }) { told in
        let inPages = Set(told.flatMap(\.value))
        for list in shown where !inPages.contains(list) { self.locate(list: list) }
      }
    }
  }

  private func locate(list: FieldName) {
    count()
    bus.extents(of: list, inWindow: false) { told in
      if let extents = self.value(told), !extents.isEmpty {
        self.fields.append(
          ScannedField(name: list, extents: extents, isShowing: true, isPassing: true))
      }
      self.finishOne()
    }
  }

  /// Fields for text, and where those are that nobody saw come.
  ///
  /// After a silence a program that cannot be asked for them has told nothing.
  func findEntries() {
    guard question != .nothing else { return }
    count()
    bus.matches(FieldRole.entries, below: root) { told in
      if case .missing = told, case .strangers = self.question { self.hasFailed = true }
      if let names = self.value(told) {
        self.entries = Set(names)
        if case .strangers(let known) = self.question {
          for name in names where !known.contains(name) { self.describe(name) }
        }
      }
      self.finishOne()
    }
  }

  func describeDocument(_ name: FieldName) {
    count()
    bus.states(of: name) { told in
      if let states = self.value(told), states.isShowing, !states.isDefunct {
        self.readDocument(name)
      }
      self.finishOne()
    }
  }

  private func readDocument(_ name: FieldName) {
    var extents: PixelRegion?
    var address = ""
    var children = 0
    var rest = 3
    func finishPart() {
      rest -= 1
      if rest == 0, let extents, !extents.isEmpty {
        documents.append(
          ScannedDocument(
            name: name, extents: extents, matching: matching(address), hasChildren: children > 0))
      }
      finishOne()
    }
    waiting += 3
    bus.extents(of: name, inWindow: false) { told in
      extents = self.value(told)
      finishPart()
    }
    bus.attribute(toolkit == .gecko ? "DocURL" : "URI", of: name) { told in
      address = self.value(told) ?? ""
      finishPart()
    }
    bus.childCount(of: name) { told in
      children = self.value(told) ?? 0
      finishPart()
    }
  }
}
