package import ClipFormat
internal import ClipSealing
internal import ClipStore

extension ClipShelf {
  /// The names of the lists of draws that workstations have left for a controller, by the first
  /// day after their campaigns (N3).
  package func drawLists(for controller: PublicKey) throws(PlayerError) -> [LedgerName] {
    let folder = LedgerFolder.draws(controller: controller.fingerprint)
    return try inStore { () throws(StoreError) in try store.names(in: folder) }
      .filter(LedgerName.isDraws).map { LedgerName(lying: $0, in: folder) }
  }

  /// A list as it lies there: sealed to controller and works council.
  package func drawList(_ name: LedgerName) throws(PlayerError) -> [UInt8] {
    try inStore { () throws(StoreError) in
      try store.get(name, atMost: FormatLimits.drawListBytes)
    }
  }
}
