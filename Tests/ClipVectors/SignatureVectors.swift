import ClipFormat
import Timeline

/// Signatures that do not hold.
enum SignatureVectors {
  static let all = [
    NamedVector("signatureOpeningBit", signatureOpeningBit),
    NamedVector("signatureOpeningPolicy", signatureOpeningPolicy),
    NamedVector("signatureOpeningController", signatureOpeningController),
    NamedVector("signatureOpeningHigh", signatureOpeningHigh),
    NamedVector("signatureHeader", signatureHeader),
    NamedVector("signatureFragment", signatureFragment),
    NamedVector("signatureSecondFragment", signatureSecondFragment),
    NamedVector("signatureDomain", signatureDomain),
    NamedVector("signatureClosing", signatureClosing),
    NamedVector("signatureClosingReason", signatureClosingReason),
    NamedVector("signatureTwinSegment", signatureTwinSegment),
    NamedVector("signatureForeignSegment", signatureForeignSegment),
    NamedVector("signatureTwinClosing", signatureTwinClosing),
    NamedVector("signatureTwinOpening", signatureTwinOpening),
    NamedVector("signatureTombstone", signatureTombstone),
    NamedVector("signatureTombstoneDay", signatureTombstoneDay),
    NamedVector("signatureTombstoneForeign", signatureTombstoneForeign),
    NamedVector("signatureTombstoneTwin", signatureTombstoneTwin),
    NamedVector("signatureOrder", signatureOrder),
    NamedVector("signatureRewrap", signatureRewrap),
    NamedVector("signatureRewrapPair", signatureRewrapPair),
    NamedVector("signatureList", signatureList),
    NamedVector("signatureListDay", signatureListDay),
  ]

  private static func signatureOpeningBit() -> Vector {
    drafted().with("opening") { $0.flip(-1) }.opened(
      .signature, in: "opening", "One bit of the signature.")
  }

  private static func signatureOpeningPolicy() -> Vector {
    drafted().with("opening") { $0.flip(80) }.opened(
      .signature, in: "opening", "One bit of the policy's hash.")
  }

  private static func signatureOpeningController() -> Vector {
    drafted().with("opening") { $0.flip(-70) }.opened(
      .signature, in: "opening", "One bit of the controller's sealed part.")
  }

  private static func signatureOpeningHigh() -> Vector {
    drafted().with("opening") { $0[$0.count - 1] |= 0xE0 }.opened(
      .signature, in: "opening", "A signature whose number is not reduced.")
  }

  private static func signatureHeader() -> Vector {
    drafted().with("00001.segment") { $0.flip(10 + 98) }.opened(
      .signature, in: "00001.segment", released: 2, "One bit of a header.")
  }

  private static func signatureFragment() -> Vector {
    drafted().with("00001.segment") { $0.flip(10 + 138 + 5) }.opened(
      .signature, in: "00001.segment", released: 2, "One bit of a header's signature.")
  }

  private static func signatureSecondFragment() -> Vector {
    let clip = drafted()
    let place = (clip.borders["00000.segment"]?[1] ?? 0) + 140
    return clip.with("00000.segment") { $0.flip(place) }.opened(
      .signature, in: "00000.segment", released: 1, "One bit of the second fragment's signature.")
  }

  private static func signatureDomain() -> Vector {
    let clip = drafted()
    return clip.with("00001.segment") { bytes in
      let signature = LooseCipher.sign(
        Array(bytes[10..<148]), for: "closing", seed: clip.draft.clipSeed)
      bytes.replaceSubrange(148..<212, with: signature)
    }.opened(
      .signature, in: "00001.segment", released: 2, "A header that is signed as a closing object.")
  }

  private static func signatureClosing() -> Vector {
    drafted().with("closing") { $0.flip(-3) }.opened(
      .signature, in: "closing", released: 4, "One bit of the signature.")
  }

  private static func signatureClosingReason() -> Vector {
    drafted().with("closing") { $0[58] = 7 }.opened(
      .signature, in: "closing", released: 4, "Another reason for the end.")
  }

  private static func signatureTwinSegment() -> Vector {
    let clip = drafted()
    let twin = DraftedClip(clip.draft.twin())
    return clip.with("00001.segment") { $0 = twin.objects["00001.segment"] ?? [] }.opened(
      .signature, in: "00001.segment", released: 2, "A segment of another clip of the same name.")
  }

  private static func signatureForeignSegment() -> Vector {
    let foreign = drafted()
    return drafted().with("00000.segment") { $0 = foreign.objects["00000.segment"] ?? [] }.opened(
      .signature, in: "00000.segment", "A segment of another clip.")
  }

  private static func signatureTwinClosing() -> Vector {
    let clip = drafted()
    let twin = DraftedClip(clip.draft.twin())
    return clip.with("closing") { $0 = twin.objects["closing"] ?? [] }.opened(
      .signature, in: "closing", released: 4, "The closing object of another clip of the same name."
    )
  }

  private static func signatureTwinOpening() -> Vector {
    let clip = drafted()
    let twin = DraftedClip(clip.draft.twin())
    return clip.with("opening") { $0 = twin.objects["opening"] ?? [] }.shown(
      .signature, in: "00000.segment", "The opening object of another clip of the same name.")
  }

  private static func signatureTombstone() -> Vector {
    drafted().erased().with("erased") { $0.flip(-1) }.shown(
      .signature, in: "erased", "One bit of a tombstone's signature.")
  }

  private static func signatureTombstoneDay() -> Vector {
    drafted().erased().with("erased") { $0.flip(62) }.shown(
      .signature, in: "erased", "Another day of the erasure.")
  }

  private static func signatureTombstoneForeign() -> Vector {
    let clip = drafted()
    return clip.with("erased") {
      $0 = tombstone(of: clip.draft.location, by: VectorKey(.controller))
    }.opened(.signature, in: "erased", "A tombstone of another controller beside the clip.")
  }

  private static func signatureTombstoneTwin() -> Vector {
    drafted { draft in draft.changeRecord = { $0.controller = $0.controller.twin } }.replayed
      .shown(
        .signature, in: "erased",
        "The tombstone of a controller who has only the fingerprint of the clip's.")
  }

  private static func signatureOrder() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.changeOrderSignature = { $0.flip(7) } }
    return clip.shown(
      .signature, in: rewrap.rewrapName, "One bit of the controller's signature of an order.")
  }

  private static func signatureRewrap() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0.flip(-1) }.opened(
      by: [rewrap.recipient], with: .key, .signature, in: rewrap.rewrapName,
      "One bit of the signature of who carried the order out.")
  }

  private static func signatureRewrapPair() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, clip in rewrap.performers = clip.draft.keys.recovery }
    return clip.with(rewrap.rewrapName) { $0.flip(-1) }.shown(
      .signature, in: rewrap.rewrapName, "One bit of the second recovery holder's signature.")
  }

  private static func signatureList() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList(
        [clip.draft.keys.workstation.publicKey], controller: clip.draft.keys.controller
      ) { $0.flip(-1) }, .signature, in: "workstations", "One bit of the list's signature.")
  }

  private static func signatureListDay() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList(
        [clip.draft.keys.workstation.publicKey], controller: clip.draft.keys.controller
      ) { $0.flip(70) }, .signature, in: "workstations", "Another day of the list.")
  }
}
