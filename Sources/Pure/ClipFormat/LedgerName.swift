internal import ByteCoding
package import Timeline

/// Where a store keeps what is no part of a clip.
///
/// Fingerprints are 16 lower-case hexadecimal digits.
package enum LedgerFolder: Hashable, Sendable {
  /// A reader's chain of access records, one for each controller (F10).
  case access(controller: String, reader: String)
  /// What a workstation's employee may read.
  case inbox(workstation: String)
  /// What employees ask of a controller (N9).
  case requests(controller: String)
  /// The controller's own copies of what they answered.
  case answers(controller: String)
  /// Lists of draws of campaigns that have ended, for controller and works council (N3).
  case draws(controller: String)
  /// The public keys of controllers, so that a reader can write to the one whom a clip names.
  case controllers

  /// The first parts of such paths; no campaign has such a name.
  package static let words = [
    "access", "inbox", "requests", "answers", "draws", "controllers",
  ]

  /// Whether a name at the root of a store is none of these.
  package static func isNone(_ name: String) -> Bool { !words.contains(name) }

  package var path: String {
    switch self {
    case .access(let controller, let reader): "access/\(controller)/\(reader)"
    case .inbox(let workstation): "inbox/\(workstation)"
    case .requests(let controller): "requests/\(controller)"
    case .answers(let controller): "answers/\(controller)"
    case .draws(let controller): "draws/\(controller)"
    case .controllers: "controllers"
    }
  }

  /// For how many days after the one in a name, or of a record, an object is kept (F12).
  package var keptDays: Int {
    switch self {
    case .draws: FormatLimits.drawDays
    case .access, .inbox, .requests, .answers, .controllers: AccessChain.keptDays
    }
  }

  /// All chains of a store.
  ///
  /// `folders` gives the names of the folders below a path.
  package static func chains<Failure: Error>(
    _ folders: (String) throws(Failure) -> [String]
  ) throws(Failure) -> [LedgerFolder] {
    var all: [LedgerFolder] = []
    for controller in try folders("access").filter(ObjectName.isFingerprint).sorted() {
      all += try folders("access/" + controller).filter(ObjectName.isFingerprint).sorted()
        .map { .access(controller: controller, reader: $0) }
    }
    return all
  }

  /// The first parts of the paths of notes, requests, answers and lists of draws.
  package static let letterWords = ["answers", "draws", "inbox", "requests"]

  /// The folder of one owner's of these; nil where the owner is no fingerprint.
  package init?(letters word: String, of owner: String) {
    guard ObjectName.isFingerprint(owner) else { return nil }
    switch word {
    case "answers": self = .answers(controller: owner)
    case "draws": self = .draws(controller: owner)
    case "inbox": self = .inbox(workstation: owner)
    case "requests": self = .requests(controller: owner)
    default: return nil
    }
  }
}

/// The name of one object of a ledger.
package struct LedgerName: Hashable, Sendable {
  package let folder: LedgerFolder
  package let text: String

  package var path: String { folder.path + "/" + text }

  /// Ten decimal digits: names sort as the chain goes.
  package static func access(
    _ number: UInt64, controller: String, reader: String
  ) -> LedgerName {
    let digits = String(number)
    return LedgerName(
      folder: .access(controller: controller, reader: reader),
      text: String(repeating: "0", count: max(0, 10 - digits.count)) + digits)
  }

  /// The number that an access record's name gives; nil where it is no such name.
  package static func number(_ text: String) -> UInt64? {
    guard let number = UInt64(text), number > 0,
      access(number, controller: "", reader: "").text == text
    else { return nil }
    return number
  }

  /// `hash` is of the object's bytes: the same note has the same name, however often it is put.
  package static func note(
    to workstation: String, on day: CalendarDay, hash: [UInt8]
  ) -> LedgerName {
    LedgerName(
      folder: .inbox(workstation: workstation),
      text: day.text + "." + Hexadecimal.encode(hash.prefix(16)))
  }

  /// A name that lies in a ledger, whatever it says there.
  package init(lying text: String, in folder: LedgerFolder) {
    self.init(folder: folder, text: text)
  }

  /// Reads what ``note(to:on:hash:)`` names, and nothing else.
  package init?(note text: String, to workstation: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, CalendarDay(parts[0]) != nil, parts[1].utf8.count == 32,
      let bytes = Hexadecimal.decode(parts[1]), Hexadecimal.encode(bytes) == parts[1]
    else { return nil }
    self.init(folder: .inbox(workstation: workstation), text: text)
  }

  /// A request, or the answer to it: the request's day and its identifier.
  package static func request(
    _ identifier: [UInt8], on day: CalendarDay, in folder: LedgerFolder
  ) -> LedgerName {
    LedgerName(folder: folder, text: day.text + "." + Hexadecimal.encode(identifier))
  }

  /// The identifier in a request's name; nil where it is no such name.
  package static func request(_ text: String) -> [UInt8]? {
    guard LedgerName(note: text, to: "") != nil else { return nil }
    return Hexadecimal.decode(text.dropFirst(11))
  }

  /// A sealed list of draws, by the first day after its campaign; `hash` is of the object's bytes.
  package static func draws(
    _ hash: [UInt8], after day: CalendarDay, for controller: String
  ) -> LedgerName {
    LedgerName(
      folder: .draws(controller: controller),
      text: day.text + "." + Hexadecimal.encode(hash.prefix(16)))
  }

  /// Whether a name is one that ``draws(_:after:for:)`` gives.
  package static func isDraws(_ text: String) -> Bool { LedgerName(note: text, to: "") != nil }

  package static func controller(_ fingerprint: String) -> LedgerName {
    LedgerName(folder: .controllers, text: fingerprint)
  }

  private init(folder: LedgerFolder, text: String) {
    self.folder = folder
    self.text = text
  }
}
