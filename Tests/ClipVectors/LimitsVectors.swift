import ByteCoding
import ClipFormat
import Timeline

/// Numbers beyond their limits.
enum LimitsVectors {
  static let all = [
    NamedVector("limitsRateLow", limitsRateLow),
    NamedVector("limitsRateHigh", limitsRateHigh),
    NamedVector("limitsExpiryLate", limitsExpiryLate),
    NamedVector("limitsExpirySameDay", limitsExpirySameDay),
    NamedVector("limitsNoRecipient", limitsNoRecipient),
    NamedVector("limitsController", limitsController),
    NamedVector("limitsWorkstation", limitsWorkstation),
    NamedVector("limitsRecipients", limitsRecipients),
    NamedVector("limitsTwoPairs", limitsTwoPairs),
    NamedVector("limitsOpeningLength", limitsOpeningLength),
    NamedVector("limitsFragmentLength", limitsFragmentLength),
    NamedVector("limitsObservation", limitsObservation),
    NamedVector("limitsMessageShort", limitsMessageShort),
    NamedVector("limitsMessageLong", limitsMessageLong),
    NamedVector("limitsLittleFilm", limitsLittleFilm),
    NamedVector("limitsClosingLength", limitsClosingLength),
    NamedVector("limitsGaps", limitsGaps),
    NamedVector("limitsClosingGaps", limitsClosingGaps),
  ]

  private static func limitsRateLow() -> Vector {
    drafted { draft in draft.changeRecord = { $0.rate = 4 } }.shown(
      .limits, in: "opening", "Four observations a second.")
  }

  private static func limitsRateHigh() -> Vector {
    drafted { draft in draft.changeRecord = { $0.rate = 31 } }.shown(
      .limits, in: "opening", "Thirty-one observations a second.")
  }

  private static func limitsExpiryLate() -> Vector {
    drafted { draft in draft.changeRecord = { $0.expiry = $0.location.day + 184 } }.shown(
      .limits, in: "opening", "Kept for 184 days.")
  }

  private static func limitsExpirySameDay() -> Vector {
    drafted { draft in draft.changeRecord = { $0.expiry = $0.location.day } }.shown(
      .limits, in: "opening", "Expired on the day of the call.")
  }

  private static func limitsNoRecipient() -> Vector {
    drafted { draft in draft.changeRecord = { $0.recipients = [] } }.shown(
      .limits, in: "opening", "A clip for nobody.")
  }

  private static func limitsController() -> Vector {
    drafted { draft in draft.changeRecord = { $0.recipients[0].kind = .controller } }.shown(
      .limits, in: "opening", "A clip that is sealed to the controller.")
  }

  private static func limitsWorkstation() -> Vector {
    drafted { draft in draft.changeRecord = { $0.recipients[0].kind = .workstation } }.shown(
      .limits, in: "opening", "A clip that is sealed to a workstation.")
  }

  private static func limitsRecipients() -> Vector {
    drafted { draft in
      draft.changeRecord = { record in
        record.recipients = (0..<65).map { number in
          ClipRecipient(
            key: KeyHash(bytes: [UInt8](repeating: UInt8(number), count: 32)), kind: .trainer,
            keyObjectHash: [UInt8](repeating: 0, count: 32))
        }
      }
    }.shown(.limits, in: "opening", "Sixty-five recipients.")
  }

  private static func limitsTwoPairs() -> Vector {
    drafted { draft in draft.recipients.append(.pair(VectorKey(.recovery), VectorKey(.recovery))) }
      .shown(.limits, in: "opening", "Two recovery pairs.")
  }

  private static func limitsOpeningLength() -> Vector {
    drafted().with("opening") { $0 += [UInt8](repeating: 0, count: 1 << 20) }.shown(
      .limits, in: "opening", "An opening object of more than 1048576 bytes.")
  }

  private static func limitsFragmentLength() -> Vector {
    drafted { draft in
      draft.fragments = [FragmentDraft(0, 10_001, starts: true)]
      draft.fragments[0].film = []
      draft.fragments[0].manifest.ticks = 150
      draft.end = 10_041
      draft.closingGaps = [Gap(span: draftSpan(10_001, 10_041), reason: .disk)]
    }.opened(.limits, in: "00000.segment", "A fragment of 10001 ms.")
  }

  private static func limitsObservation() -> Vector {
    drafted { draft in draft.fragments[1].changeHeader = { $0.longestObservation = 1_001 } }.opened(
      .limits, in: "00000.segment", released: 1, "1001 ms without an observation, and not a gap.")
  }

  private static func limitsMessageShort() -> Vector {
    drafted { draft in
      draft.fragments[2].changeSigned = { $0.replaceSubrange(102..<106, with: [0, 0, 0, 16]) }
    }.opened(.limits, in: "00001.segment", released: 2, "A message of 16 bytes.")
  }

  private static func limitsMessageLong() -> Vector {
    drafted { draft in
      draft.fragments[2].changeSigned = { $0.replaceSubrange(102..<106, with: [2, 0, 0, 18]) }
    }.opened(.limits, in: "00001.segment", released: 2, "A message of one byte too many.")
  }

  private static func limitsLittleFilm() -> Vector {
    drafted { draft in draft.changeRecord = { $0.minimumSeconds = 5 } }.opened(
      .limits, in: "closing", released: 4, "Four seconds of film where five are the least.")
  }

  private static func limitsGaps() -> Vector {
    drafted { draft in
      draft.fillWithGaps()
      let start = draft.end
      var fragment = FragmentDraft(start + 1, start + 1_001, starts: true)
      fragment.gaps = [Gap(span: draftSpan(start, start + 1), reason: .disk)]
      draft.fragments.append(fragment)
      draft.end = start + 1_001
    }.shown(.limits, in: "00001.segment", "One gap more than 65536.")
  }

  private static func limitsClosingGaps() -> Vector {
    drafted { draft in
      draft.fillWithGaps()
      draft.closingGaps = [Gap(span: draftSpan(draft.end, draft.end + 1), reason: .disk)]
      draft.end += 1
    }.shown(.limits, in: "closing", "65536 gaps, and one after the last fragment.")
  }

  private static func limitsClosingLength() -> Vector {
    drafted().with("closing") { $0 += [UInt8](repeating: 0, count: 1 << 20) }.shown(
      .limits, in: "closing", "A closing object of more than 1048576 bytes.")
  }
}
