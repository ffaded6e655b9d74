import ClipFormat
import Timeline

/// One fragment of a clip that is about to be written, with the places where it can go wrong.
struct FragmentDraft {
  var span: CallSpan
  var starts = false
  var gaps: [Gap] = []
  var manifest = FragmentManifest(frames: 2, ticks: 15)
  var film: [UInt8]
  var tag: UInt8 = 0
  /// Before the message is sealed: what changes here is what the message is bound to.
  var changeHeader: (inout FragmentHeader) -> Void = { _ in }
  var changePlaintext: (inout [UInt8]) -> Void = { _ in }
  /// Before the header is signed.
  var changeSigned: (inout [UInt8]) -> Void = { _ in }

  init(_ start: Int64, _ end: Int64, starts: Bool = false) {
    span = CallSpan(
      start: CallTime(milliseconds: start), end: CallTime(milliseconds: end))
    self.starts = starts
    film = SketchedFilm.halves(start: start, end: end, starts: starts)
  }
}

/// A clip that is about to be written by a writer that keeps no rule unless told to.
struct ClipDraft {
  enum Recipient {
    case single(VectorKey)
    case pair(VectorKey, VectorKey)
  }

  var keys = VectorKeys()
  var location: ClipLocation
  var clipKey = LooseCipher.random(32)
  var clipSeed = LooseCipher.random(32)
  var recipients: [Recipient]
  var fragments: [FragmentDraft]
  var trainers = ["Jeanne Martin"]
  /// Unix time in milliseconds.
  var answered: Int64 = 1_795_000_000_000
  var end: Int64 = 7_040
  var closingGaps = [Gap(span: draftSpan(7_000, 7_040), reason: .indicatorLost)]
  var closingEvents = [TimedEvent(time: CallTime(milliseconds: 7_040), kind: .ended)]
  var changeGrant: (inout [UInt8]) -> Void = { _ in }
  var changeRecord: (inout OpeningRecord) -> Void = { _ in }
  var changeCall: (inout [UInt8]) -> Void = { _ in }
  var changeWorkstationSignature: (inout [UInt8]) -> Void = { _ in }
  var changeControllerPart: (inout [UInt8]) -> Void = { _ in }
  /// Before the opening object is signed.
  var changeOpening: (inout [UInt8]) -> Void = { _ in }
  var changeClosing: (inout ClosingRecord) -> Void = { _ in }
  /// The closing detail; nil leaves the block empty.
  var changeDetail: (inout [UInt8]?) -> Void = { _ in }
  /// Before the closing object is signed.
  var changeClosingSigned: (inout [UInt8]) -> Void = { _ in }

  init(campaign: String = "crm", day: CalendarDay = Self.day) {
    guard let clip = ClipIdentifier(bytes: LooseCipher.random(16)),
      let location = ClipLocation(campaign: campaign, day: day, clip: clip)
    else { preconditionFailure("a location") }
    self.location = location
    recipients = [
      .single(keys.trainer), .single(keys.employee), .pair(keys.recovery[0], keys.recovery[1]),
    ]
    fragments = [
      FragmentDraft(0, 1_000, starts: true), FragmentDraft(1_000, 2_000),
      FragmentDraft(2_000, 3_000, starts: true), FragmentDraft(6_000, 7_000, starts: true),
    ]
    fragments[3].gaps = [Gap(span: draftSpan(3_000, 6_000), reason: .hold)]
    fragments[3].manifest.events = [
      TimedEvent(time: CallTime(milliseconds: 3_000), kind: .held),
      TimedEvent(time: CallTime(milliseconds: 6_000), kind: .resumed),
    ]
  }

  static let day = CalendarDay(number: 20_778)

  /// The same clip identifier, in the same place, by the same people.
  func twin() -> ClipDraft {
    var twin = self
    twin.clipKey = LooseCipher.random(32)
    twin.clipSeed = LooseCipher.random(32)
    return twin
  }
}

func draftSpan(_ start: Int64, _ end: Int64) -> CallSpan {
  CallSpan(start: CallTime(milliseconds: start), end: CallTime(milliseconds: end))
}

extension ClipLocation {
  var draftHash: [UInt8] {
    LooseCipher.hash(Array("callreel-clip 1 location".utf8) + [0] + Array(path.utf8))
  }
}

extension ClipDraft {
  /// Puts 4097 gaps of a millisecond, of two reasons in turn, before the fourth fragment.
  mutating func beginFourth(after first: GapReason, _ second: GapReason) {
    fragments[3] = FragmentDraft(7_097, 8_000, starts: true)
    fragments[3].gaps = (0..<4_097).map { index in
      Gap(
        span: draftSpan(3_000 + index, 3_001 + index),
        reason: index.isMultiple(of: 2) ? first : second)
    }
    end = 8_000
    closingGaps = []
    closingEvents = []
  }

  /// Sixteen fragments with 4096 gaps each, as many as a clip may have, and no sealed manifests.
  mutating func fillWithGaps() {
    let gaps: Int64 = 4_096
    fragments = (0..<16).map { (index: Int64) in
      let start = (index + 1) * gaps + index * 1_000
      var fragment = FragmentDraft(start, start + 1_000, starts: index == 0)
      fragment.gaps = (start - gaps..<start).map { at in
        Gap(span: draftSpan(at, at + 1), reason: at.isMultiple(of: 2) ? .hold : .disk)
      }
      fragment.changePlaintext = { $0 = [] }
      return fragment
    }
    end = 16 * (gaps + 1_000)
    closingGaps = []
    closingEvents = []
  }
}
