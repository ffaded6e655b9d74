internal import Geometry
internal import Redaction
internal import Timeline

extension WindowRegistry {
  /// Finds the windows that there are and takes what shows of them for their own.
  ///
  /// `stillness` is for how many milliseconds nothing has changed among the children of the root.
  mutating func begin(
    _ display: borrowing DisplayConnection, at now: CallTime, stillFor stillness: Int64
  ) {
    select([.structure, .children, .properties], on: tree.root, display)
    readLevel(tree.root, display)
    let clients = display.clientList()
    for window in clients.isEmpty ? clientsInFrames(display) : clients {
      addCandidate(window, display)
    }
    lastChange = now - stillness
    refresh(display, at: now)
  }

  /// Asks for all that reports have left open.
  mutating func refresh(_ display: borrowing DisplayConnection, at now: CallTime) {
    if hasStaleClients {
      hasStaleClients = false
      for window in display.clientList() { addCandidate(window, display) }
    }
    identify(display)
    let news = enlist(display)
    let isDistrusted = staleLevels.contains(tree.root)
    for parent in staleLevels { readLevel(parent, display) }
    staleLevels = []
    // None for a window whose frame is just being taken apart: reports will tell its end.
    for index in listed.indices where listed[index].path == nil {
      listed[index].path = display.path(to: listed[index].window)
    }
    let late = listed.filter { $0.isLate && $0.path != nil }.map(\.window)
    readSurroundings(display)
    // What was reported before cannot be put in order with what has been read.
    if isDistrusted { for index in listed.indices { listed[index].forgetPainting() } }
    readCoverShapes(display)
    placeAll(at: now)
    findPixmaps(display, at: now)
    for index in listed.indices {
      if news.contains(listed[index].window) {
        begin(&listed[index], at: now)
      } else if isDistrusted || late.contains(listed[index].window) {
        listed[index].awaitPainting(since: now)
        listed[index].isLate = false
      }
    }
  }

  /// Takes back every selection and damage object.
  ///
  /// Changes among the children of the root stay reported: they tell how long all has been still.
  mutating func end(_ display: borrowing DisplayConnection) {
    for window in listed { display.destroyDamage(window.damage) }
    for window in watchedShapes.keys { display.selectShape(false, of: window) }
    if let overlay = watchedOverlay { display.selectShape(false, of: overlay) }
    for window in selected.keys {
      display.select(window == tree.root ? [.structure, .children] : [], on: window)
    }
  }

  /// What came to light just now may still show what lay over it or under it.
  private func begin(_ window: inout ListedWindow, at now: CallTime) {
    guard now - lastChange < ListedWindow.paintingAllowance else { return window.trust() }
    window.awaitPainting(since: lastChange)
  }

  /// Watches and knows no window any more.
  mutating func leave(_ display: borrowing DisplayConnection) {
    end(display)
    display.select(.structure, on: tree.root)
    let disturbances = disturbances + 1
    self = WindowRegistry(
      tree: WindowTree(
        root: tree.root, clients: tree.clients, canvas: tree.canvas, screen: tree.screen),
      matches: matches)
    self.disturbances = disturbances
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
    unread.subtract(children.attributes.map(\.sibling.window))
    guard parent == tree.root else { return }
    changes += 1
    hasUnknownShapes = true
    for child in children.attributes
    where child.sibling.paints && candidates[child.sibling.window] == nil {
      candidates[child.sibling.window] = Candidate(isOverrideRedirect: child.isOverrideRedirect)
    }
  }

  /// Reads the siblings and shapes along the paths of filmed windows, and leaves all others.
  private mutating func readSurroundings(_ display: borrowing DisplayConnection) {
    for child in tree.levels[tree.root]?.siblings ?? [] where child.isCover {
      select(.children, on: child.window, display)
    }
    let paths = listed.compactMap(\.path)
    let parents = Set(paths.flatMap { $0.dropLast() })
    for parent in parents where tree.levels[parent] == nil {
      select(.children, on: parent, display)
      readLevel(parent, display)
    }
    for parent in tree.levels.keys where parent != tree.root && !parents.contains(parent) {
      tree.levels[parent] = nil
      if tree.levels[tree.root]?[parent] == nil { deselect(.children, on: parent, display) }
    }
    let nodes = Set(paths.flatMap(\.self))
    for node in nodes where tree.shapes[node] == nil { readShape(of: node, display) }
    for node in watchedShapes.keys
    where !nodes.contains(node) && tree.levels[tree.root]?[node] == nil {
      display.selectShape(false, of: node)
      tree.shapes[node] = nil
      watchedShapes[node] = nil
    }
  }

  /// Asks what the windows hide that may lie over filmed ones; their shapes stay watched.
  private mutating func readCoverShapes(_ display: borrowing DisplayConnection) {
    guard hasUnknownShapes, let level = tree.levels[tree.root] else { return }
    hasUnknownShapes = false
    for child in level.siblings where child.isCover && tree.shapes[child.window] == nil {
      if unread.remove(child.window) != nil,
        let attributes = display.attributes(of: child.window), !attributes.sibling.paints
      {
        tree.levels[tree.root]?.note(child.window, paints: false)
      } else {
        readShape(of: child.window, display)
      }
    }
  }

  private mutating func readShape(
    of window: WindowID, _ display: borrowing DisplayConnection
  ) {
    if watchedShapes[window] == nil { display.selectShape(true, of: window) }
    watchedShapes[window] = display.nextSerial
    tree.shapes[window] = display.shape(of: window)
    tree.earlyShapes.insert(window)
  }

  /// Asks which filmed windows a compositing manager has redirected by now, or left alone.
  private mutating func findPixmaps(
    _ display: borrowing DisplayConnection, at now: CallTime
  ) {
    guard tree.hasCompositor else { return }
    for index in listed.indices where listed[index].source == .unknown {
      guard listed[index].extent != nil, let top = listed[index].path?.first else { continue }
      if let source = display.pixmapSource(of: top) {
        listed[index].resume(from: source, at: now)
      } else if isBare(listed[index], display) {
        listed[index].resume(from: .screen, at: now)
      }
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
}
