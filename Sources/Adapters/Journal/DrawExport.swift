internal import ByteCoding
internal import CallPolicy
internal import ClipFormat
internal import ClipSealing
internal import JournalFormat
internal import LinuxSystem
package import Timeline

/// A list of draws as it leaves the workstation, with the workstation's seed revealed (N3).
package struct DrawExport: Sendable {
  private static let revealedWord = "revealed"
  private static let signedWord = "signed"

  package let ledger: DrawLedger
  package let seed: [UInt8]

  /// Why nothing is exported.
  package enum Refusal: Error, Equatable {
    /// There is no list of this campaign.
    case noList
    /// With its seed and those of the others, calls to come could be predicted until then.
    case campaignRuns(until: CalendarDay)
    case journal(JournalError)
  }

  /// The campaigns of which there is a list in a state directory.
  package static func campaigns(stateDirectory: String) -> [String] {
    ((try? Files.list(DrawList.folder(stateDirectory))) ?? [])
      .filter { $0.hasSuffix(".list") }.map { String($0.dropLast(".list".count)) }
  }

  /// The text of an export, signed by the workstation.
  package static func make(
    stateDirectory: String, campaign: String, today: CalendarDay
  ) throws(Refusal) -> String {
    let path = DrawList.path(stateDirectory, campaign)
    guard Files.exists(path) else { throw .noList }
    let ledger: DrawLedger
    do throws(JournalError) {
      ledger = try DrawList.read(path, isRepairing: false)
    } catch {
      throw .journal(error)
    }
    if let ends = ledger.terms?.ends, today <= ends { throw .campaignRuns(until: ends) }
    do throws(JournalError) {
      let seed = try onDisk { () throws(SystemError) in
        try Files.read(path: DrawList.seedPath(stateDirectory, campaign), limit: 64)
      }
      let key = try WorkstationKey.load(stateDirectory: stateDirectory)
      let lines = ledger.texts + ["\(revealedWord) \(Hexadecimal.encode(seed))"]
      let body = lines.map { $0 + "\n" }.joined()
      let signature = key.sign(Array(body.utf8), as: .drawList)
      return body
        + "\(signedWord) \(key.publicKey.text) \(Hexadecimal.encode(signature))\n"
    } catch {
      throw .journal(error)
    }
  }

  /// The campaigns that have ended and whose list was not posted, each with its last day.
  package static func unposted(
    stateDirectory: String, today: CalendarDay
  ) -> [(campaign: String, ends: CalendarDay)] {
    campaigns(stateDirectory: stateDirectory).compactMap { campaign in
      guard !Files.exists(DrawList.postedPath(stateDirectory, campaign)),
        let ledger = try? DrawList.read(
          DrawList.path(stateDirectory, campaign), isRepairing: false),
        ledger.drawCount > 0, let ends = ledger.terms?.ends, ends < today
      else { return nil }
      return (campaign, ends)
    }
  }

  /// Notes that the list of a campaign is on its way to those who audit it.
  package static func notePosted(
    stateDirectory: String, campaign: String
  ) throws(JournalError) {
    try onDisk { () throws(SystemError) in
      try Files.replace(path: DrawList.postedPath(stateDirectory, campaign), [])
    }
  }

  /// Reads an export; the first thing that is wrong with it is thrown.
  package init(text: String) throws(DrawListError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines[lines.count - 1].isEmpty else {
      throw .differs(.notALine(lines.count))
    }
    let listed = lines.count - 3
    let revealed = lines[listed].split(separator: " ")
    guard revealed.count == 2, revealed[0] == Self.revealedWord,
      let seed = Hexadecimal.decode(revealed[1])
    else { throw .differs(.notALine(listed + 1)) }
    self.seed = seed
    ledger = try DrawLedger(lines: Array(lines[..<listed]))
    let signed = lines[listed + 1].split(separator: " ")
    let body = lines[...listed].map { $0 + "\n" }.joined()
    guard signed.count == 3, signed[0] == Self.signedWord,
      let key = try? PublicKey(text: String(signed[1])), key.kind == .workstation,
      key.fingerprint == ledger.origin.workstation,
      let signature = Hexadecimal.decode(signed[2]),
      key.hasSigned(Array(body.utf8), as: .drawList, signature: signature)
    else { throw .differs(.signature) }
  }
}
