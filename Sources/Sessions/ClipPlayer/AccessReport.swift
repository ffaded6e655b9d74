package import ClipFormat
package import ClipSealing
internal import ClipStore
internal import Timeline

/// One reader's access records, as the controller finds them in the store.
package struct AccessReport: Equatable, Sendable {
  /// The fingerprint of the reader's key, or of a recovery pair.
  package let reader: String
  package let records: [AccessRecord]
  package let faults: [AccessFault]
  /// The last record's number and hash; nil where there is none.
  package let end: AccessChain.End?
}

extension ClipShelf {
  /// All access records that were sealed to this controller, chain by chain (F10).
  ///
  /// `known` remembers where each chain ended, so that one whose end is cut later is found.
  package func accessReports(
    by controller: borrowing PrivateKey, known: KnownChains,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> [AccessReport] {
    let name = controller.publicKey.fingerprint
    let seen = try known.ends(of: name)
    let chains = try inStore { () throws(StoreError) in try store.chains() }
    let inStore = chains.compactMap { ledger in
      if case .access(name, let reader) = ledger { reader } else { nil }
    }
    let readers = Set(inStore).union(seen.keys).sorted()
    var numbers: [[UInt64]] = []
    for reader in readers { numbers.append(try self.numbers(of: reader, for: name)) }
    let total = numbers.reduce(0) { $0 + $1.count }
    var done = 0
    var reports: [AccessReport] = []
    for (reader, numbers) in zip(readers, numbers) {
      var found: [FoundAccess] = []
      for number in numbers {
        try progress(done, total)
        done += 1
        found.append(try record(number, of: reader, by: controller))
      }
      reports.append(
        AccessReport(
          reader: reader, records: found.compactMap(\.record),
          faults: AccessChain.faults(found, seen: seen[reader], today: today),
          end: found.last { $0.record != nil }.map {
            AccessChain.End(number: $0.number, hash: $0.hash, day: $0.record?.day ?? today)
          }))
    }
    try progress(total, total)
    try known.remember(
      Dictionary(
        uniqueKeysWithValues: reports.compactMap { report in
          report.end.map { (report.reader, $0) }
        }), of: name, today: today)
    return reports
  }

  private func numbers(
    of reader: String, for controller: String
  ) throws(PlayerError) -> [UInt64] {
    try inStore { () throws(StoreError) in
      try store.names(in: .access(controller: controller, reader: reader))
    }.compactMap(LedgerName.number).sorted()
  }

  private func record(
    _ number: UInt64, of reader: String, by controller: borrowing PrivateKey
  ) throws(PlayerError) -> FoundAccess {
    let name = controller.publicKey.fingerprint
    let bytes = try inStore { () throws(StoreError) in
      try store.get(
        .access(number, controller: name, reader: reader), atMost: FormatLimits.recordBytes)
    }
    let object = try? AccessObject(parsing: bytes)
    let record = object.flatMap {
      try? AccessRecord(opening: $0, at: number, of: reader, with: controller)
    }
    return FoundAccess(number: number, hash: Digest.blake2b256(bytes), record: record)
  }
}
