internal import ClipFormat
internal import ClipStore
internal import Timeline

extension ClipShelf {
  /// Removes records, notes, requests, answers and lists of draws that are older than they are
  /// kept (F12); how many went.
  ///
  /// Of a chain its beginning is looked at only, as far as it is too old. A request stays until it
  /// is answered, as what it asks for does not lapse (N9); answers go after their requests.
  package func sweepLedgers(
    dryRun: Bool, progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> Int {
    var count = 0
    let chains = try inStore { () throws(StoreError) in try store.chains() }
    for (index, chain) in chains.enumerated() {
      try progress(index, chains.count)
      count += try sweep(chain: chain, dryRun: dryRun)
    }
    try progress(chains.count, chains.count)
    var answers: Set<LedgerName> = []
    func remove(_ name: LedgerName) throws(StoreError) {
      if !dryRun { try store.remove(name) }
      count += 1
    }
    try inStore { () throws(StoreError) in
      try store.visitLetters { name throws(StoreError) in
        guard let day = CalendarDay(name.text.prefix(10)), isOver(day, in: name.folder) else {
          return
        }
        switch name.folder {
        case .answers: answers.insert(name)
        case .requests(let controller):
          let answer = LedgerName(lying: name.text, in: .answers(controller: controller))
          if answers.contains(answer) { try remove(name) }
        default: try remove(name)
        }
      }
      for answer in answers { try remove(answer) }
    }
    return count
  }

  /// Removes the beginning of a chain that is older than it is kept.
  ///
  /// Its names are asked for in parts, of which most runs need the first only. What does not tell
  /// its day goes with the next that does, as that one is younger.
  private func sweep(chain: LedgerFolder, dryRun: Bool) throws(PlayerError) -> Int {
    let part = 1000
    var count = 0
    while true {
      let names = try inStore { () throws(StoreError) in
        try store.names(in: chain, atMost: dryRun ? .max : part)
      }
      var undated: [LedgerName] = []
      for text in names {
        let name = LedgerName(lying: text, in: chain)
        guard let day = try day(ofRecord: name) else {
          undated.append(name)
          continue
        }
        guard isOver(day, in: chain) else { return count }
        for old in undated + [name] {
          if !dryRun { try inStore { () throws(StoreError) in try store.remove(old) } }
          count += 1
        }
        undated = []
      }
      if dryRun || names.count < part || !undated.isEmpty { return count }
    }
  }

  private func isOver(_ day: CalendarDay, in folder: LedgerFolder) -> Bool {
    day + folder.keptDays <= today
  }

  /// Nil where nothing tells how old it is, such as a day that has not come; the reader wrote it.
  private func day(ofRecord name: LedgerName) throws(PlayerError) -> CalendarDay? {
    let bytes = try inStore { () throws(StoreError) in
      try store.get(name, atMost: FormatLimits.recordBytes)
    }
    guard let day = (try? AccessObject(parsing: bytes))?.day, day <= today + 1 else { return nil }
    return day
  }
}
