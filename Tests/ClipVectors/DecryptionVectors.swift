import ClipFormat

/// Sealed parts that do not open.
enum DecryptionVectors {
  static let all = [
    NamedVector("decryptionControllerKey", decryptionControllerKey),
    NamedVector("decryptionWorkstationKey", decryptionWorkstationKey),
    NamedVector("decryptionRecoveryAlone", decryptionRecoveryAlone),
    NamedVector("decryptionOuterBox", decryptionOuterBox),
    NamedVector("decryptionKeyObject", decryptionKeyObject),
    NamedVector("decryptionController", decryptionController),
    NamedVector("decryptionCall", decryptionCall),
    NamedVector("decryptionMessage", decryptionMessage),
    NamedVector("decryptionTagPush", decryptionTagPush),
    NamedVector("decryptionTagRekey", decryptionTagRekey),
    NamedVector("decryptionTagFinal", decryptionTagFinal),
    NamedVector("decryptionClosing", decryptionClosing),
  ]

  private static func decryptionControllerKey() -> Vector {
    let clip = drafted()
    let key = clip.draft.keys.controller
    return clip.opened(
      by: [key], with: .key, .decryption, in: clip.keyName(key),
      "The controller's key opens no clip.")
  }

  private static func decryptionWorkstationKey() -> Vector {
    let clip = drafted()
    let key = clip.draft.keys.workstation
    return clip.opened(
      by: [key], with: .key, .decryption, in: clip.keyName(key),
      "The workstation cannot open what it sealed.")
  }

  private static func decryptionRecoveryAlone() -> Vector {
    let clip = drafted()
    let key = clip.draft.keys.recovery[0]
    return clip.opened(
      by: [key], with: .key, .decryption, in: clip.keyName(key), "One recovery key opens nothing.")
  }

  private static func decryptionOuterBox() -> Vector {
    let clip = drafted { draft in
      draft.recipients[2] = .pair(draft.keys.recovery[1], draft.keys.recovery[0])
      let pair = draft.keys.recovery.map(\.publicKey)
      let hash = KeyHash(bytes: LooseCipher.hash(pair[0].bytes + pair[1].bytes))
      draft.changeRecord = { record in
        for index in record.recipients.indices where record.recipients[index].kind == .recovery {
          record.recipients[index].key = hash
        }
        record.recipients.sort { $0.fingerprint < $1.fingerprint }
      }
    }
    let turned = fingerprintText(
      clip.draft.keys.recovery[1].publicKey.bytes + clip.draft.keys.recovery[0].publicKey.bytes)
    let object = clip.objects["key.\(turned)"] ?? []
    return clip.without("key.\(turned)").with(clip.pairName) { $0 = object }.opened(
      by: clip.draft.keys.recovery, with: .recovery, .decryption, in: clip.pairName,
      "The pair's boxes in the other order.")
  }

  private static func decryptionKeyObject() -> Vector {
    let clip = drafted { draft in
      let other = VectorKey(.trainer)
      draft.recipients[0] = .single(other)
      let hash = KeyHash(bytes: LooseCipher.hash(draft.keys.trainer.publicKey.bytes))
      draft.changeRecord = { record in
        for index in record.recipients.indices
        where record.recipients[index].fingerprint == other.fingerprint {
          record.recipients[index].key = hash
        }
        record.recipients.sort { $0.fingerprint < $1.fingerprint }
      }
    }
    let listed = Set(
      [clip.draft.keys.employee.fingerprint, clip.draft.keys.pairFingerprint].map { "key." + $0 })
    let stray = clip.objects.keys.first { $0.hasPrefix("key.") && !listed.contains($0) } ?? ""
    let object = clip.objects[stray] ?? []
    return clip.without(stray).with(clip.trainerKey) { $0 = object }.opened(
      .decryption, in: clip.trainerKey, "A key object that was sealed to another key.")
  }

  private static func decryptionController() -> Vector {
    let clip = drafted()
    return clip.opened(
      by: [VectorKey(.controller)], with: .controller, .decryption, in: "opening",
      "Another controller's key.")
  }

  private static func decryptionCall() -> Vector {
    let clip = drafted { draft in
      draft.changeOpening = { bytes in bytes.flip(202 + 3 + 3 * 65 + 4 + 30) }
    }
    return clip.opened(.decryption, in: "opening", "A call record whose sealing does not hold.")
  }

  private static func decryptionMessage() -> Vector {
    drafted { draft in draft.fragments[2].changeSigned = { $0.flip(98) } }.opened(
      .decryption, in: "00001.segment", released: 2,
      "A header that was signed after its message was sealed for another.")
  }

  private static func decryptionTagPush() -> Vector {
    drafted { draft in draft.fragments[1].tag = 1 }.opened(
      .decryption, in: "00000.segment", released: 1, "A message with the tag 1.")
  }

  private static func decryptionTagRekey() -> Vector {
    drafted { draft in draft.fragments[1].tag = 2 }.opened(
      .decryption, in: "00000.segment", released: 1, "A message with the tag 2.")
  }

  private static func decryptionTagFinal() -> Vector {
    drafted { draft in draft.fragments[1].tag = 3 }.opened(
      .decryption, in: "00000.segment", released: 1, "A message with the tag 3.")
  }

  private static func decryptionClosing() -> Vector {
    drafted { draft in
      draft.changeClosingSigned = { $0[$0.count - 1] ^= 1 }
    }.opened(
      .decryption, in: "closing", released: 4, "A closing detail whose sealing does not hold.")
  }
}
