internal import Geometry
internal import Redaction
internal import Timeline

extension WindowRegistry {
  /// Finds the windows that there are and takes what shows of them for their own.
  mutating func begin(_ display: borrowing DisplayConnection) {
    select([.structure, .children, .properties], on: tree.root, display)
    readLevel(tree.root, display)
    let clients = display.clientList()
    for window in clients.isEmpty ? clientsInFrames(display) : clients {
      addCandidate(window, display)
    }
    refresh(display, at: nil)
  }

  /// Asks for all that reports have left open; `now` is nil at the beginning.
  mutating func refresh(_ display: borrowing DisplayConnection, at now: CallTime?) {
    if hasStaleClients {
      hasStaleClients = false
      for window in display.clientList() { addCandidate(window, display) }
    }
    let news = identify(display)
    let isDistrusted = staleLevels.contains(tree.root)
    for parent in staleLevels { readLevel(parent, display) }
    staleLevels = []
    for index in listed.indices where listed[index].path == nil {
      listed[index].path = display.path(to: listed[index].window)
    }
    listed.removeAll { $0.path == nil }
    readSurroundings(display)
    // What was reported before cannot be put in order with what has been read.
    if isDistrusted { for index in listed.indices { listed[index].forgetPainting() } }
    placeAll()
    for index in listed.indices {
      if news.contains(listed[index].window) {
        begin(&listed[index], at: now)
      } else if isDistrusted, let now {
        listed[index].awaitPainting(since: now)
      }
    }
    if let now {
      mappedAt = mappedAt.filter { now - $0.value < ListedWindow.paintingAllowance }
    }
  }

  /// Takes back every selection and damage object.
  mutating func end(_ display: borrowing DisplayConnection) {
    for window in listed { display.destroyDamage(window.damage) }
    for window in watchedShapes { display.selectShape(false, of: window) }
    for window in selected.keys {
      display.select(window == tree.root ? .structure : [], on: window)
    }
  }

  private func begin(_ window: inout ListedWindow, at now: CallTime?) {
    let mapped = (window.path ?? []).compactMap { mappedAt[$0] }.max()
    guard now != nil, let mapped else { return window.trust() }
    window.awaitPainting(since: mapped)
  }

  /// Reads the identities that changed; the windows that are listed from now on.
  private mutating func identify(_ display: borrowing DisplayConnection) -> Set<WindowID> {
    var news: Set<WindowID> = []
    for (window, candidate) in candidates where candidate.isStale {
      select([.structure, .properties], on: window, display)
      candidates[window]?.isStale = false
      let isMatch = !candidate.isOverrideRedirect && matches(window, display.identity(of: window))
      let index = listed.firstIndex { $0.window == window }
      if let index, !isMatch {
        display.destroyDamage(listed[index].damage)
        listed.remove(at: index)
      } else if index == nil, isMatch {
        let damage = display.createDamage(of: window)
        listed.append(
          ListedWindow(window: window, damage: damage, damageValidFrom: display.nextSerial))
        news.insert(window)
      }
    }
    return news
  }

  private mutating func addCandidate(
    _ window: WindowID, _ display: borrowing DisplayConnection
  ) {
    guard candidates[window] == nil, let attributes = display.attributes(of: window) else { return }
    candidates[window] = Candidate(isOverrideRedirect: attributes.isOverrideRedirect)
  }

  private mutating func readLevel(_ parent: WindowID, _ display: borrowing DisplayConnection) {
    guard let children = display.children(of: parent) else {
      tree.levels[parent] = nil
      return
    }
    tree.levels[parent] = Stacking(
      children.attributes.map(\.sibling), validFrom: children.validFrom)
    guard parent == tree.root else { return }
    for child in children.attributes
    where child.sibling.paints && candidates[child.sibling.window] == nil {
      candidates[child.sibling.window] = Candidate(isOverrideRedirect: child.isOverrideRedirect)
    }
  }

  /// Reads the siblings and shapes along the paths of listed windows, and leaves all others.
  private mutating func readSurroundings(_ display: borrowing DisplayConnection) {
    let paths = listed.compactMap(\.path)
    let parents = Set(paths.flatMap { $0.dropLast() })
    for parent in parents where tree.levels[parent] == nil {
      select(.children, on: parent, display)
      readLevel(parent, display)
    }
    for parent in tree.levels.keys where parent != tree.root && !parents.contains(parent) {
      tree.levels[parent] = nil
      deselect(.children, on: parent, display)
    }
    let nodes = Set(paths.flatMap(\.self))
    for node in nodes where watchedShapes.insert(node).inserted {
      display.selectShape(true, of: node)
      staleShapes.insert(node)
    }
    for node in staleShapes.intersection(nodes) { tree.shapes[node] = display.shape(of: node) }
    staleShapes = []
    for node in watchedShapes.subtracting(nodes) {
      display.selectShape(false, of: node)
      tree.shapes[node] = nil
      watchedShapes.remove(node)
    }
  }

  /// Looks for clients inside frames, where no window manager lists them.
  private func clientsInFrames(_ display: borrowing DisplayConnection) -> [WindowID] {
    var found: [WindowID] = []
    var level = tree.levels[tree.root]?.order ?? []
    for _ in 0..<3 {
      level = level.filter { !display.isClient($0) }
        .flatMap { display.family(of: $0)?.children ?? [] }
      found += level.filter { display.isClient($0) }
    }
    return found
  }

  private mutating func select(
    _ mask: EventMask, on window: WindowID, _ display: borrowing DisplayConnection
  ) {
    let known = selected[window] ?? []
    guard !known.isSuperset(of: mask) else { return }
    selected[window] = known.union(mask)
    display.select(known.union(mask), on: window)
  }

  private mutating func deselect(
    _ mask: EventMask, on window: WindowID, _ display: borrowing DisplayConnection
  ) {
    guard let known = selected[window] else { return }
    selected[window] = known.subtracting(mask)
    display.select(known.subtracting(mask), on: window)
  }
}
