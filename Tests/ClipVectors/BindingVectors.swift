import ClipFormat
import Timeline

/// Records of another clip, campaign, day or segment.
enum BindingVectors {
  static let all = [
    NamedVector("bindingCampaign", bindingCampaign),
    NamedVector("bindingDay", bindingDay),
    NamedVector("bindingClip", bindingClip),
    NamedVector("bindingSwapped", bindingSwapped),
    NamedVector("bindingDoubled", bindingDoubled),
    NamedVector("bindingMoved", bindingMoved),
    NamedVector("bindingFragmentClip", bindingFragmentClip),
    NamedVector("bindingFragmentOpening", bindingFragmentOpening),
    NamedVector("bindingFragmentSegment", bindingFragmentSegment),
    NamedVector("bindingClosingClip", bindingClosingClip),
    NamedVector("bindingClosingOpening", bindingClosingOpening),
    NamedVector("bindingClosingMore", bindingClosingMore),
    NamedVector("bindingKeyVersion", bindingKeyVersion),
    NamedVector("bindingKeyClip", bindingKeyClip),
    NamedVector("bindingKeyLocation", bindingKeyLocation),
    NamedVector("bindingPairLocation", bindingPairLocation),
    NamedVector("bindingControllerClip", bindingControllerClip),
    NamedVector("bindingControllerLocation", bindingControllerLocation),
    NamedVector("bindingTombstoneClip", bindingTombstoneClip),
    NamedVector("bindingTombstoneLocation", bindingTombstoneLocation),
    NamedVector("bindingOrderClip", bindingOrderClip),
    NamedVector("bindingOrderLocation", bindingOrderLocation),
    NamedVector("bindingOrderRecipient", bindingOrderRecipient),
    NamedVector("bindingList", bindingList),
    NamedVector("bindingListTwin", bindingListTwin),
  ]

  private static func bindingCampaign() -> Vector {
    let clip = drafted()
    var vector = clip.opened(.binding, in: "opening", "A clip that was moved to another campaign.")
    vector.path =
      ClipLocation(campaign: "other", day: clip.draft.location.day, clip: clip.draft.location.clip)?
      .path ?? ""
    return vector
  }

  private static func bindingDay() -> Vector {
    let clip = drafted()
    var vector = clip.opened(.binding, in: "opening", "A clip that was moved to another day.")
    vector.path =
      ClipLocation(
        campaign: "crm", day: clip.draft.location.day + 1, clip: clip.draft.location.clip)?.path
      ?? ""
    return vector
  }

  private static func bindingClip() -> Vector {
    var vector = drafted().opened(.binding, in: "opening", "A clip under another's identifier.")
    vector.path = drafted().draft.location.path
    return vector
  }

  private static func bindingSwapped() -> Vector {
    let clip = drafted()
    let (first, second) = (clip.objects["00000.segment"], clip.objects["00001.segment"])
    return clip.with("00000.segment") { $0 = second ?? [] }.with("00001.segment") {
      $0 = first ?? []
    }
    .opened(.binding, in: "00000.segment", "Two segments that changed places.")
  }

  private static func bindingDoubled() -> Vector {
    let clip = drafted()
    return clip.with("00001.segment") { $0 = clip.objects["00000.segment"] ?? [] }.opened(
      .binding, in: "00001.segment", released: 2, "A segment that stands for the next as well.")
  }

  private static func bindingMoved() -> Vector {
    let clip = drafted()
    return clip.with("00000.segment") { $0 += clip.fragment(0, of: "00001.segment") }
      .with("00001.segment") { $0 = clip.objects["00002.segment"] ?? [] }.without("00002.segment")
      .opened(.binding, in: "00000.segment", released: 2, "Two segments in one object.")
  }

  private static func bindingFragmentClip() -> Vector {
    drafted { draft in
      draft.fragments[2].changeHeader = { header in
        header.clip = ClipIdentifier(bytes: [UInt8](repeating: 5, count: 16)) ?? header.clip
      }
    }.opened(.binding, in: "00001.segment", released: 2, "A fragment of another clip.")
  }

  private static func bindingFragmentOpening() -> Vector {
    drafted { draft in draft.fragments[1].changeHeader = { $0.openingHash.flip(0) } }.opened(
      .binding, in: "00000.segment", released: 1, "A fragment of another opening object.")
  }

  private static func bindingFragmentSegment() -> Vector {
    drafted { draft in draft.fragments[1].changeHeader = { $0.segment = 1 } }.opened(
      .binding, in: "00000.segment", released: 1, "A fragment of another segment.")
  }

  private static func bindingClosingClip() -> Vector {
    drafted { draft in
      draft.changeClosing = { closing in
        closing.clip = ClipIdentifier(bytes: [UInt8](repeating: 5, count: 16)) ?? closing.clip
      }
    }.opened(.binding, in: "closing", released: 4, "The closing object of another clip.")
  }

  private static func bindingClosingOpening() -> Vector {
    drafted { draft in draft.changeClosing = { $0.openingHash.flip(31) } }.opened(
      .binding, in: "closing", released: 4, "The closing object of another opening object.")
  }

  private static func bindingKeyVersion() -> Vector {
    let clip = drafted { draft in draft.changeGrant = { $0[0] = 2 } }
    return clip.opened(.binding, in: clip.trainerKey, "Another version inside the key object.")
  }

  private static func bindingKeyClip() -> Vector {
    let clip = drafted { draft in draft.changeGrant = { $0.flip(1) } }
    return clip.opened(
      .binding, in: clip.trainerKey, "A key object that was sealed for another clip.")
  }

  private static func bindingKeyLocation() -> Vector {
    let clip = drafted { draft in draft.changeGrant = { $0.flip(17) } }
    return clip.opened(
      .binding, in: clip.trainerKey, "A key object that was sealed for another place.")
  }

  private static func bindingPairLocation() -> Vector {
    let clip = drafted { draft in draft.changeGrant = { $0.flip(48) } }
    return clip.opened(
      by: clip.draft.keys.recovery, with: .recovery, .binding, in: clip.pairName,
      "The recovery pair's key object, sealed for another place.")
  }

  private static func bindingControllerClip() -> Vector {
    let clip = drafted { draft in draft.changeControllerPart = { $0.flip(0) } }
    return clip.opened(
      by: [clip.draft.keys.controller], with: .controller, .binding, in: "opening",
      "A controller's record of another clip.")
  }

  private static func bindingControllerLocation() -> Vector {
    let clip = drafted { draft in draft.changeControllerPart = { $0.flip(20) } }
    return clip.opened(
      by: [clip.draft.keys.controller], with: .controller, .binding, in: "opening",
      "A controller's record of another place.")
  }

  private static func bindingTombstoneClip() -> Vector {
    drafted().erased { $0.flip(10) }.shown(.binding, in: "erased", "The tombstone of another clip.")
  }

  private static func bindingTombstoneLocation() -> Vector {
    drafted().erased { $0.flip(40) }.shown(
      .binding, in: "erased", "The tombstone of another place.")
  }

  private static func bindingOrderClip() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.changeOrder = { $0.flip(1) } }
    return clip.shown(.binding, in: rewrap.rewrapName, "An order for another clip.")
  }

  private static func bindingOrderLocation() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.changeOrder = { $0.flip(30) } }
    return clip.opened(
      by: [rewrap.recipient], with: .key, .binding, in: rewrap.rewrapName,
      "An order for another place.")
  }

  private static func bindingOrderRecipient() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.changeOrder = { $0.flip(60) } }
    return clip.shown(.binding, in: rewrap.rewrapName, "An order for another recipient.")
  }

  private static func bindingList() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList([clip.draft.keys.workstation.publicKey], controller: VectorKey(.controller)),
      .binding, in: "workstations", "Another controller's list of workstations.")
  }

  private static func bindingListTwin() -> Vector {
    let clip = drafted { draft in draft.changeRecord = { $0.controller = $0.controller.twin } }
    return clip.listed(
      stationList(
        [clip.draft.keys.workstation.publicKey], controller: clip.draft.keys.controller),
      .binding, in: "workstations",
      "The list of a controller who has only the fingerprint of the clip's.")
  }

  private static func bindingClosingMore() -> Vector {
    drafted { draft in
      draft.changeClosing = {
        $0.openingHash.flip(0)
        $0.segments += 1
      }
    }.opened(
      .binding, in: "closing", released: 4,
      "The closing object of another opening object, which counts more segments.")
  }
}
