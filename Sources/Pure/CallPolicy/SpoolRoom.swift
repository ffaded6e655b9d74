/// What a person's sealed clips take on this machine, and what their disk has left for more.
package struct SpoolRoom: Equatable, Sendable {
  package let usedBytes: Int
  package let freeBytes: Int

  package init(usedBytes: Int, freeBytes: Int) {
    self.usedBytes = usedBytes
    self.freeBytes = freeBytes
  }

  /// Why no film may begin; nil where there is room for one.
  ///
  /// A film that runs goes on, and what is sealed is never dropped to make room (P7).
  package func refusal(under store: Policy.Store) -> OffReason? {
    if usedBytes >= store.spoolBytes { return .spoolLimit }
    return freeBytes < store.freeBytes ? .spoolFull : nil
  }
}

extension Policy.Store {
  package var spoolBytes: Int { spoolMegabytes * 1_000_000 }
  package var freeBytes: Int { freeMegabytes * 1_000_000 }
}
