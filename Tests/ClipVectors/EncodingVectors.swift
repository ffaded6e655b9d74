import ClipFormat
import Timeline

/// Bytes that no writer makes.
enum EncodingVectors {
  static let all = [
    NamedVector("encodingOpeningEmpty", encodingOpeningEmpty),
    NamedVector("encodingOpeningPrefixCut", encodingOpeningPrefixCut),
    NamedVector("encodingOpeningCut", encodingOpeningCut),
    NamedVector("encodingOpeningLonger", encodingOpeningLonger),
    NamedVector("encodingOpeningLetter", encodingOpeningLetter),
    NamedVector("encodingOpeningMagic", encodingOpeningMagic),
    NamedVector("encodingPurpose", encodingPurpose),
    NamedVector("encodingExport", encodingExport),
    NamedVector("encodingCampaign", encodingCampaign),
    NamedVector("encodingCampaignUnicode", encodingCampaignUnicode),
    NamedVector("encodingDay", encodingDay),
    NamedVector("encodingRecipientKind", encodingRecipientKind),
    NamedVector("encodingRecipientsTurned", encodingRecipientsTurned),
    NamedVector("encodingRecipientTwice", encodingRecipientTwice),
    NamedVector("encodingCallPadding", encodingCallPadding),
    NamedVector("encodingCallZeros", encodingCallZeros),
    NamedVector("encodingCallOwner", encodingCallOwner),
    NamedVector("encodingCallName", encodingCallName),
    NamedVector("encodingCallTime", encodingCallTime),
    NamedVector("encodingCallTimeEarly", encodingCallTimeEarly),
    NamedVector("encodingControllerZeros", encodingControllerZeros),
    NamedVector("encodingSegmentEmpty", encodingSegmentEmpty),
    NamedVector("encodingHeaderCut", encodingHeaderCut),
    NamedVector("encodingSignatureCut", encodingSignatureCut),
    NamedVector("encodingStreamHeaderCut", encodingStreamHeaderCut),
    NamedVector("encodingMessageCut", encodingMessageCut),
    NamedVector("encodingSegmentLonger", encodingSegmentLonger),
    NamedVector("encodingSecondFragmentCut", encodingSecondFragmentCut),
    NamedVector("encodingPosition", encodingPosition),
    NamedVector("encodingFragmentPurpose", encodingFragmentPurpose),
    NamedVector("encodingSpanEmpty", encodingSpanEmpty),
    NamedVector("encodingTime", encodingTime),
    NamedVector("encodingGapKind", encodingGapKind),
    NamedVector("encodingGapSeam", encodingGapSeam),
    NamedVector("encodingClosingCut", encodingClosingCut),
    NamedVector("encodingClosingLonger", encodingClosingLonger),
    NamedVector("encodingClosingEmpty", encodingClosingEmpty),
    NamedVector("encodingClosingReason", encodingClosingReason),
    NamedVector("encodingKeyCut", encodingKeyCut),
    NamedVector("encodingKeyLonger", encodingKeyLonger),
    NamedVector("encodingPairOneBox", encodingPairOneBox),
    NamedVector("encodingSingleTwoBoxes", encodingSingleTwoBoxes),
    NamedVector("encodingKeyLetter", encodingKeyLetter),
  ]

  private static func encodingOpeningEmpty() -> Vector {
    drafted().with("opening") { $0 = [] }.opened(
      .encoding, in: "opening", "An empty opening object.")
  }

  private static func encodingOpeningPrefixCut() -> Vector {
    drafted().with("opening") { $0 = Array($0.prefix(9)) }.opened(
      .encoding, in: "opening", "Cut inside the first ten bytes.")
  }

  private static func encodingOpeningCut() -> Vector {
    drafted().with("opening") { $0.removeLast() }.opened(
      .encoding, in: "opening", "The last byte was cut off.")
  }

  private static func encodingOpeningLonger() -> Vector {
    drafted().with("opening") { $0.append(0) }.opened(.encoding, in: "opening", "A byte was added.")
  }

  private static func encodingOpeningLetter() -> Vector {
    drafted().with("opening") { $0[8] = UInt8(ascii: "C") }.opened(
      .encoding, in: "opening", "An opening object that calls itself a closing object.")
  }

  private static func encodingOpeningMagic() -> Vector {
    drafted().with("opening") { $0[0] = UInt8(ascii: "C") }.opened(
      .encoding, in: "opening", "Other first bytes.")
  }

  private static func encodingPurpose() -> Vector {
    drafted { draft in draft.changeOpening = { $0[33 + 2] = 2 } }.opened(
      .encoding, in: "opening", "A purpose other than training.")
  }

  private static func encodingExport() -> Vector {
    drafted { draft in draft.changeOpening = { $0[101 + 3] = 2 } }.opened(
      .encoding, in: "opening", "An export permission that is neither.")
  }

  private static func encodingCampaign() -> Vector {
    drafted { draft in draft.changeOpening = { $0[12] = UInt8(ascii: "C") } }.opened(
      .encoding, in: "opening", "A campaign in upper case.")
  }

  private static func encodingCampaignUnicode() -> Vector {
    drafted { draft in draft.changeOpening = { $0[12] = 0xFF } }.opened(
      .encoding, in: "opening", "A campaign that is not UTF-8.")
  }

  private static func encodingDay() -> Vector {
    drafted { draft in
      draft.changeOpening = { $0.replaceSubrange(15..<19, with: [0x7F, 0xFF, 0xFF, 0xFF]) }
    }.opened(
      .encoding, in: "opening", "A day after the year 9999.")
  }

  private static func encodingRecipientKind() -> Vector {
    drafted { draft in draft.changeOpening = { $0[202 + 3 + 32] = 9 } }.opened(
      .encoding, in: "opening", "A recipient of no known kind.")
  }

  private static func encodingRecipientsTurned() -> Vector {
    drafted { draft in draft.changeRecord = { $0.recipients.reverse() } }.opened(
      .encoding, in: "opening", "Recipients that do not rise.")
  }

  private static func encodingRecipientTwice() -> Vector {
    drafted { draft in draft.changeRecord = { $0.recipients.insert($0.recipients[0], at: 0) } }
      .opened(.encoding, in: "opening", "A recipient who is listed twice.")
  }

  private static func encodingCallPadding() -> Vector {
    drafted { draft in draft.changeCall = { $0 += [UInt8](repeating: 0, count: 1_024) } }.opened(
      .encoding, in: "opening", "A call record with more zeros than the rule gives.")
  }

  private static func encodingCallZeros() -> Vector {
    drafted { draft in draft.changeCall = { $0[$0.count - 1] = 1 } }.opened(
      .encoding, in: "opening", "A call record whose zeros are not zero.")
  }

  private static func encodingCallOwner() -> Vector {
    drafted { draft in
      draft.changeCall = {
        $0[$0.count - 1] = 0; $0.removeLast(1_000)
      }
    }.opened(
      .encoding, in: "opening", "A call record that is cut short.")
  }

  private static func encodingCallName() -> Vector {
    drafted { draft in
      draft.changeCall = { plaintext in
        let name = [UInt8](repeating: UInt8(ascii: "a"), count: 257)
        plaintext = Array(([1, 1] + name + plaintext.dropFirst(7)).prefix(1_024))
      }
    }.opened(.encoding, in: "opening", "An employee's name of 257 bytes.")
  }

  private static func encodingCallTime() -> Vector {
    answered(Int64.max, "A call that was answered after the year 9999.")
  }

  private static func encodingCallTimeEarly() -> Vector {
    answered(-62_135_596_800_001, "A call that was answered before the year 1.")
  }

  private static func answered(_ milliseconds: Int64, _ comment: String) -> Vector {
    drafted { draft in draft.answered = milliseconds }.opened(
      .encoding, in: "opening", comment)
  }

  private static func encodingControllerZeros() -> Vector {
    let clip = drafted { draft in draft.changeControllerPart = { $0[255] = 1 } }
    return clip.opened(
      by: [clip.draft.keys.controller], with: .controller, .encoding, in: "opening",
      "A controller's record whose zeros are not zero.")
  }

  private static func encodingSegmentEmpty() -> Vector {
    drafted().with("00001.segment") { $0 = Array($0.prefix(10)) }.opened(
      .encoding, in: "00001.segment", released: 2, "A segment without a fragment.")
  }

  private static func encodingHeaderCut() -> Vector {
    drafted().with("00001.segment") { $0 = Array($0.prefix(10 + 60)) }.opened(
      .encoding, in: "00001.segment", released: 2, "Cut inside a header.")
  }

  private static func encodingSignatureCut() -> Vector {
    drafted().with("00001.segment") { $0 = Array($0.prefix(10 + 138 + 63)) }.opened(
      .encoding, in: "00001.segment", released: 2, "Cut inside a signature.")
  }

  private static func encodingStreamHeaderCut() -> Vector {
    drafted().with("00001.segment") { $0 = Array($0.prefix(10 + 138 + 64 + 23)) }.opened(
      .encoding, in: "00001.segment", released: 2, "Cut inside a stream header.")
  }

  private static func encodingMessageCut() -> Vector {
    drafted().with("00001.segment") { $0.removeLast() }.opened(
      .encoding, in: "00001.segment", released: 2, "Cut inside a message.")
  }

  private static func encodingSegmentLonger() -> Vector {
    drafted().with("00001.segment") { $0.append(0) }.opened(
      .encoding, in: "00001.segment", released: 3, "A byte after the last message.")
  }

  private static func encodingSecondFragmentCut() -> Vector {
    drafted().with("00000.segment") { $0.removeLast() }.opened(
      .encoding, in: "00000.segment", released: 1, "The second fragment of a segment is cut.")
  }

  private static func encodingPosition() -> Vector {
    drafted { draft in draft.fragments[2].changeSigned = { $0[88] = 2 } }.opened(
      .encoding, in: "00001.segment", released: 2,
      "A fragment that neither starts a segment nor goes on.")
  }

  private static func encodingFragmentPurpose() -> Vector {
    drafted { draft in draft.fragments[2].changeSigned = { $0[99] = 2 } }.opened(
      .encoding, in: "00001.segment", released: 2, "A fragment for another purpose.")
  }

  private static func encodingSpanEmpty() -> Vector {
    drafted { draft in
      draft.fragments[2].changeSigned = { $0.replaceSubrange(93..<97, with: $0[89..<93]) }
    }.opened(
      .encoding, in: "00001.segment", released: 2, "A fragment of no length.")
  }

  private static func encodingTime() -> Vector {
    drafted { draft in draft.fragments[2].changeSigned = { $0[93] = 0xFF } }.opened(
      .encoding, in: "00001.segment", released: 2, "A time after the first day.")
  }

  private static func encodingGapKind() -> Vector {
    drafted { draft in draft.fragments[3].changeSigned = { $0[110] = 3 } }.opened(
      .encoding, in: "00002.segment", released: 3, "A gap of no known kind.")
  }

  private static func encodingGapSeam() -> Vector {
    drafted { draft in
      draft.fragments[3].changeHeader = { header in
        header.gaps = [
          ClearGap(span: draftSpan(3_000, 4_000), kind: .paused),
          ClearGap(span: draftSpan(4_000, 6_000), kind: .paused),
        ]
      }
    }.opened(.encoding, in: "00002.segment", released: 3, "Two gaps of one kind that adjoin.")
  }

  private static func encodingClosingCut() -> Vector {
    drafted().with("closing") { $0.removeLast() }.opened(
      .encoding, in: "closing", released: 4, "The last byte was cut off.")
  }

  private static func encodingClosingLonger() -> Vector {
    drafted().with("closing") { $0.append(0) }.opened(
      .encoding, in: "closing", released: 4, "A byte was added.")
  }

  private static func encodingClosingEmpty() -> Vector {
    drafted().with("closing") { $0 = [] }.opened(
      .encoding, in: "closing", released: 4, "An empty closing object.")
  }

  private static func encodingClosingReason() -> Vector {
    drafted { draft in draft.changeClosingSigned = { $0[58] = 9 } }.opened(
      .encoding, in: "closing", released: 4, "A clip that ended for no known reason.")
  }

  private static func encodingKeyCut() -> Vector {
    let clip = drafted()
    return clip.with(clip.trainerKey) { $0.removeLast() }.opened(
      .encoding, in: clip.trainerKey, "A key object was cut.")
  }

  private static func encodingKeyLonger() -> Vector {
    let clip = drafted()
    return clip.with(clip.trainerKey) { $0.append(0) }.shown(
      .encoding, in: clip.trainerKey, "A byte was added to a key object.")
  }

  private static func encodingPairOneBox() -> Vector {
    let clip = drafted { draft in
      let keys = draft.keys
      draft.recipients = [.single(keys.trainer)]
      draft.changeRecord = { record in
        record.recipients[0].kind = .recovery
      }
    }
    return clip.shown(
      .encoding, in: clip.trainerKey, "A recovery pair's key object with one box.")
  }

  private static func encodingSingleTwoBoxes() -> Vector {
    let clip = drafted { draft in
      draft.changeRecord = { record in
        for index in record.recipients.indices where record.recipients[index].kind == .recovery {
          record.recipients[index].kind = .trainer
        }
      }
    }
    return clip.shown(
      .encoding, in: clip.pairName, "A trainer's key object with two boxes.")
  }

  private static func encodingKeyLetter() -> Vector {
    let clip = drafted()
    return clip.with(clip.trainerKey) { $0[8] = UInt8(ascii: "O") }.opened(
      .encoding, in: clip.trainerKey, "A key object that calls itself an opening object.")
  }
}
