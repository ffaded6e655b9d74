import ClipFormat

/// Clips that no listed workstation signed.
enum WorkstationVectors {
  static let all = [
    NamedVector("workstationSignature", workstationSignature),
    NamedVector("workstationOther", workstationOther),
    NamedVector("workstationRecord", workstationRecord),
    NamedVector("workstationEmptyList", workstationEmptyList),
    NamedVector("workstationNotListed", workstationNotListed),
    NamedVector("workstationHalfListed", workstationHalfListed),
  ]

  private static func workstationSignature() -> Vector {
    drafted { draft in draft.changeWorkstationSignature = { $0.flip(0) } }.opened(
      .workstation, in: "opening", "One bit of the workstation's signature.")
  }

  private static func workstationOther() -> Vector {
    drafted { draft in
      let other = VectorKey(.workstation)
      draft.changeWorkstationSignature = { $0 = other.sign([1, 2, 3], for: "workstation") }
    }.opened(.workstation, in: "opening", "Another workstation signed something else.")
  }

  private static func workstationRecord() -> Vector {
    drafted { draft in draft.changeCall = { $0.flip(2) } }.opened(
      .workstation, in: "opening", "Another employee than the one that was signed for.")
  }

  private static func workstationEmptyList() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList([], controller: clip.draft.keys.controller), .workstation, in: "opening",
      "A list of no workstation.")
  }

  private static func workstationNotListed() -> Vector {
    let clip = drafted()
    let stations = sortedByFingerprint(
      [VectorKey(.workstation), VectorKey(.workstation)].map(\.publicKey))
    return clip.listed(
      stationList(stations, controller: clip.draft.keys.controller), .workstation, in: "opening",
      "A workstation that is not on the controller's list.")
  }

  private static func workstationHalfListed() -> Vector {
    let clip = drafted()
    let own = clip.draft.keys.workstation.publicKey
    let half = PublicKey(
      kind: .workstation, agreement: VectorKey(.workstation).publicKey.agreement,
      signing: own.signing)
    return clip.listed(
      stationList([half], controller: clip.draft.keys.controller), .workstation, in: "opening",
      "The list has the workstation's signing key with another inbox key.")
  }
}
