internal import Geometry
internal import SensitiveFields

/// The pages of a browser, and what it draws over them itself.
extension ProgramScan {
  func findDocuments() {
    count()
    bus.matches([FieldRole.documentWeb], below: root) { told in
      let documents = self.value(told) ?? []
      for name in documents { self.describeDocument(name) }
      if self.toolkit.drawsListsOverPages { self.findLists(outside: documents) }
      self.finishOne()
    }
  }

  /// Lists of the browser's own, which it draws over the page: what was typed and visited before.
  private func findLists(outside documents: [FieldName]) {
    var all: [FieldName] = []
    var inPages: Set<FieldName> = []
    var rest = 1 + documents.count
    func finishPart() {
      rest -= 1
      if rest == 0 { for list in all where !inPages.contains(list) { locate(list: list) } }
      finishOne()
    }
    waiting += rest
    bus.matches([FieldRole.listBox], below: root) { told in
      all = self.value(told) ?? []
      finishPart()
    }
    for document in documents {
      bus.matches([FieldRole.listBox], below: document) { told in
        inPages.formUnion(self.value(told) ?? [])
        finishPart()
      }
    }
  }

  private func locate(list: FieldName) {
    count()
    bus.states(of: list) { told in
      if let states = self.value(told), states.isShowing, !states.isDefunct {
        self.count()
        self.bus.extents(of: list, inWindow: false) { told in
          if let extents = self.value(told), !extents.isEmpty {
            self.fields.append(
              ScannedField(name: list, extents: extents, isShowing: true, isPassing: true))
          }
          self.finishOne()
        }
      }
      self.finishOne()
    }
  }

  private func describeDocument(_ name: FieldName) {
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
