import ClipFormat
import Timeline

/// Key objects that were added without an order that holds.
enum OrderVectors {
  static let all = [
    NamedVector("orderMissing", orderMissing),
    NamedVector("orderCopied", orderCopied),
    NamedVector("orderMissingWithKey", orderMissingWithKey),
    NamedVector("orderMissingForOther", orderMissingForOther),
    NamedVector("orderController", orderController),
    NamedVector("orderStranger", orderStranger),
    NamedVector("orderBySelf", orderBySelf),
    NamedVector("orderByAdded", orderByAdded),
    NamedVector("orderPairTurned", orderPairTurned),
    NamedVector("orderPairTwice", orderPairTwice),
    NamedVector("orderPairStrange", orderPairStrange),
    NamedVector("orderKind", orderKind),
    NamedVector("orderOtherKind", orderOtherKind),
    NamedVector("orderListed", orderListed),
    NamedVector("orderEarly", orderEarly),
    NamedVector("orderExpired", orderExpired),
    NamedVector("orderControllerTwin", orderControllerTwin),
    NamedVector("orderPerformerTwin", orderPerformerTwin),
    NamedVector("orderPairTwin", orderPairTwin),
  ]

  private static func orderMissing() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.without(rewrap.rewrapName).shown(
      .order, in: rewrap.keyName, "A key object that was added without an order.")
  }

  private static func orderMissingWithKey() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.without(rewrap.rewrapName).opened(
      by: [rewrap.recipient], with: .key, .order, in: rewrap.keyName,
      "A reader whose key object was added without an order.")
  }

  private static func orderMissingForOther() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.without(rewrap.rewrapName).opened(
      .order, in: rewrap.keyName, released: 4, "Somebody else was added without an order.")
  }

  private static func orderController() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.controller = VectorKey(.controller) }
    return clip.opened(
      by: [rewrap.recipient], with: .key, .order, in: rewrap.rewrapName,
      "Another controller's order.")
  }

  private static func orderStranger() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.performers = [VectorKey(.trainer)] }
    return clip.shown(.order, in: rewrap.rewrapName, "Carried out by somebody who is no recipient.")
  }

  private static func orderBySelf() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.performers = [rewrap.recipient] }
    return clip.shown(.order, in: rewrap.rewrapName, "The new recipient added themselves.")
  }

  private static func orderByAdded() -> Vector {
    let (clip, first) = rewrapped()
    var second = DraftedRewrap(clip)
    second.performers = [first.recipient]
    return second.added(to: clip).shown(
      .order, in: second.rewrapName, "Carried out by one who was added themselves.")
  }

  private static func orderPairTurned() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, clip in
      rewrap.performers = clip.draft.keys.recovery.reversed()
    }
    return clip.shown(.order, in: rewrap.rewrapName, "The recovery pair in the other order.")
  }

  private static func orderPairTwice() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, clip in
      rewrap.performers = [clip.draft.keys.recovery[0], clip.draft.keys.recovery[0]]
    }
    return clip.shown(.order, in: rewrap.rewrapName, "One recovery holder twice.")
  }

  private static func orderPairStrange() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in
      rewrap.performers = [VectorKey(.recovery), VectorKey(.recovery)].sorted {
        $0.fingerprint < $1.fingerprint
      }
    }
    return clip.shown(.order, in: rewrap.rewrapName, "Another recovery pair.")
  }

  private static func orderKind() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, clip in
      rewrap.performers = [clip.draft.keys.employee]
    }
    return clip.with("opening") { _ in }.with(rewrap.rewrapName) { $0[293] = 1 }.shown(
      .order, in: rewrap.rewrapName, "An employee who calls themselves a trainer.")
  }

  private static func orderOtherKind() -> Vector {
    let clip = drafted { draft in
      let trainer = draft.keys.trainer.fingerprint
      draft.changeRecord = { record in
        for index in record.recipients.indices
        where record.recipients[index].fingerprint == trainer {
          record.recipients[index].kind = .employee
        }
      }
    }
    let rewrap = DraftedRewrap(clip)
    return rewrap.added(to: clip).shown(
      .order, in: rewrap.rewrapName, "A trainer whom the opening record lists as an employee.")
  }

  private static func orderListed() -> Vector {
    let clip = drafted()
    var rewrap = DraftedRewrap(clip)
    rewrap.recipient = clip.draft.keys.employee
    let object = clip.objects[rewrap.keyName] ?? []
    return rewrap.added(to: clip).with(rewrap.keyName) { $0 = object }.shown(
      .order, in: rewrap.rewrapName, "An order for one who can open the clip already.")
  }

  private static func orderEarly() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.day = ClipDraft.day - 2 }
    return clip.shown(.order, in: rewrap.rewrapName, "An order of two days before the call.")
  }

  private static func orderExpired() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.day = ClipDraft.day + 30 }
    return clip.shown(.order, in: rewrap.rewrapName, "An order of the day of the expiry.")
  }

  private static func orderControllerTwin() -> Vector {
    let (clip, rewrap) = rewrapped(
      drafted { draft in draft.changeRecord = { $0.controller = $0.controller.twin } })
    return clip.shown(
      .order, in: rewrap.rewrapName,
      "The order of a controller who has only the fingerprint of the clip's.")
  }

  private static func orderPerformerTwin() -> Vector {
    let (clip, rewrap) = rewrapped(drafted { makeTwins(of: .trainer, in: &$0) })
    return clip.shown(
      .order, in: rewrap.rewrapName,
      "Carried out by one who has only the fingerprint of a recipient.")
  }

  private static func orderPairTwin() -> Vector {
    let (clip, rewrap) = rewrapped(drafted { makeTwins(of: .recovery, in: &$0) }) {
      rewrap, clip in rewrap.performers = clip.draft.keys.recovery
    }
    return clip.shown(
      .order, in: rewrap.rewrapName,
      "Carried out by a pair that has only the fingerprint of the clip's.")
  }

  private static func makeTwins(of kind: KeyKind, in draft: inout ClipDraft) {
    draft.changeRecord = { record in
      for index in record.recipients.indices where record.recipients[index].kind == kind {
        record.recipients[index].key = record.recipients[index].key.twin
      }
    }
  }

  private static func orderCopied() -> Vector {
    let clip = drafted()
    let name = "key.\(VectorKey(.trainer).fingerprint)"
    return clip.with(name) { $0 = clip.objects[clip.trainerKey] ?? [] }.shown(
      .order, in: name, "A key object that was copied under a second fingerprint.")
  }
}
