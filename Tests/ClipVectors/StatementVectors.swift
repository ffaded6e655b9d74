import ClipFormat
import Timeline

/// Statements beside a clip, of every layer that they can fail at.
enum StatementVectors {
  static let all = [
    NamedVector("statementShown", statementShown),
    NamedVector("statementTrainer", statementTrainer),
    NamedVector("statementPair", statementPair),
    NamedVector("statementForOthers", statementForOthers),
    NamedVector("statementCut", statementCut),
    NamedVector("statementTurned", statementTurned),
    NamedVector("statementForNobody", statementForNobody),
    NamedVector("statementVersion", statementVersion),
    NamedVector("statementOtherClip", statementOtherClip),
    NamedVector("statementOtherName", statementOtherName),
    NamedVector("statementOtherController", statementOtherController),
    NamedVector("statementUnsigned", statementUnsigned),
    NamedVector("statementOtherKey", statementOtherKey),
    NamedVector("statementRequestUnsigned", statementRequestUnsigned),
    NamedVector("statementRequestCut", statementRequestCut),
    NamedVector("statementRequestKind", statementRequestKind),
    NamedVector("statementRequestClip", statementRequestClip),
    NamedVector("statementRequestOther", statementRequestOther),
    NamedVector("statementErased", statementErased),
  ]

  private static func statementShown() -> Vector {
    stated().clip.shown("A statement beside a clip, without a key.")
  }

  private static func statementTrainer() -> Vector {
    stated().clip.opened(released: 4, "A statement that the trainer reads.")
  }

  private static func statementPair() -> Vector {
    let clip = stated().clip
    return clip.opened(
      by: clip.draft.keys.recovery.reversed(), with: .recovery, released: 4,
      "A statement that the recovery pair reads.")
  }

  private static func statementForOthers() -> Vector {
    stated { statement, clip in statement.readers = [.single(clip.draft.keys.employee)] }
      .clip.opened(released: 4, "A statement that is not sealed to the trainer.")
  }

  private static func statementCut() -> Vector {
    let (clip, name) = stated()
    return clip.with(name) { $0.removeLast() }.shown(
      .encoding, in: name, "A statement that lacks its last byte.")
  }

  private static func statementTurned() -> Vector {
    let (clip, name) = stated { statement, _ in
      statement.changeClear = { clear in
        // Two entries of one recipient each, behind 145 bytes: the second first.
        let first = Array(clear[145..<258])
        let second = Array(clear[258..<371])
        clear.replaceSubrange(145..<371, with: second + first)
      }
      statement.readers = Array(statement.readers.prefix(2))
    }
    return clip.shown(.encoding, in: name, "The readers of a statement fall.")
  }

  private static func statementForNobody() -> Vector {
    let (clip, name) = stated { statement, _ in statement.readers = [] }
    return clip.shown(.encoding, in: name, "A statement that is sealed to nobody.")
  }

  private static func statementVersion() -> Vector {
    let (clip, name) = stated { statement, _ in statement.changeClear = { $0[9] = 2 } }
    return clip.shown(.version, in: name, "A statement of version 2.")
  }

  private static func statementOtherClip() -> Vector {
    let (clip, name) = stated { statement, _ in statement.location = ClipDraft().location }
    return clip.shown(.binding, in: name, "A statement about another clip.")
  }

  private static func statementOtherName() -> Vector {
    let (clip, name) = stated { statement, _ in statement.named = LooseCipher.random(16) }
    return clip.shown(.binding, in: name, "A statement under another request's name.")
  }

  private static func statementOtherController() -> Vector {
    let (clip, name) = stated { statement, _ in statement.controller = VectorKey(.controller) }
    return clip.shown(.binding, in: name, "A statement that another controller attached.")
  }

  private static func statementUnsigned() -> Vector {
    let (clip, name) = stated { statement, _ in statement.changeSigned = { $0.flip(-1) } }
    return clip.shown(.signature, in: name, "A statement whose sealed part was changed.")
  }

  private static func statementOtherKey() -> Vector {
    let (clip, name) = stated { statement, _ in
      statement.changeStatementKey = { $0.flip(0) }
    }
    return clip.opened(
      .decryption, in: name, released: 4, "A statement whose readers have another key.")
  }

  private static func statementRequestUnsigned() -> Vector {
    let (clip, name) = stated { statement, _ in statement.changeRequest = { $0.flip(180) } }
    return clip.opened(
      .signature, in: name, released: 4, "The controller changed what was asked.")
  }

  private static func statementRequestCut() -> Vector {
    let (clip, name) = stated { statement, _ in statement.changeRequest = { $0.removeLast() } }
    return clip.opened(.encoding, in: name, released: 4, "What was asked lacks a zero.")
  }

  private static func statementRequestKind() -> Vector {
    let (clip, name) = stated { statement, clip in
      statement.request = DraftedStatement.asked(statement.identifier, of: clip, kind: .erase)
    }
    return clip.opened(.binding, in: name, released: 4, "A request to erase as a statement.")
  }

  private static func statementRequestClip() -> Vector {
    let (clip, name) = stated { statement, clip in
      statement.request = DraftedStatement.asked(
        statement.identifier, of: clip, about: ClipDraft().location)
    }
    return clip.opened(.binding, in: name, released: 4, "A request about another clip.")
  }

  private static func statementRequestOther() -> Vector {
    let (clip, name) = stated { statement, clip in
      statement.request = DraftedStatement.asked(LooseCipher.random(16), of: clip)
    }
    return clip.opened(.binding, in: name, released: 4, "Another request in the statement.")
  }

  private static func statementErased() -> Vector {
    let (clip, name) = stated()
    var only = clip.replayed
    only.objects = only.objects.filter { $0.key == "erased" || $0.key == name }
    return only.shown(.erased, in: name, "A statement is back after the erasure.")
  }
}
