package import ClipFormat
package import ClipSealing
internal import ClipStore
internal import LinuxSystem
internal import Timeline

/// An employee's request as the controller finds it, with their answer where there is one (N9).
package struct FoundRequest: Equatable, Sendable {
  package let request: RequestRecord
  package let answer: AnswerRecord?
}

extension ClipShelf {
  /// All requests that were sealed to this controller, by their days.
  ///
  /// `unread` is told of those that do not open or are not genuine, by their names.
  package func requests(
    to controller: borrowing PrivateKey, unread: (String, PlayerError) -> Void,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> [FoundRequest] {
    let name = controller.publicKey.fingerprint
    let asked = LedgerFolder.requests(controller: name)
    let answers = LedgerFolder.answers(controller: name)
    let answered = Set(try inStore { () throws(StoreError) in try store.names(in: answers) })
    var found: [FoundRequest] = []
    let names = try inStore { () throws(StoreError) in try store.names(in: asked) }
    for (index, text) in names.enumerated() {
      try progress(index, names.count)
      guard let identifier = LedgerName.request(text) else { continue }
      do throws(PlayerError) {
        let object = try object(LedgerName(lying: text, in: asked))
        let copy =
          answered.contains(text) ? try self.object(LedgerName(lying: text, in: answers)) : nil
        do throws(FormatError) {
          var answer: AnswerRecord?
          if let copy {
            answer = try AnswerRecord(opening: copy, to: identifier, with: controller)
          }
          found.append(
            FoundRequest(
              request: try RequestRecord(
                opening: object, identifier: identifier, with: controller), answer: answer))
        } catch {
          throw .letter(error)
        }
      } catch {
        unread(text, error)
      }
    }
    try progress(names.count, names.count)
    return found
  }

  /// Answers a request: into the inbox of its workstation, then a copy that says it is answered.
  ///
  /// Interrupted between the two it can be done again.
  package func answer(
    _ request: RequestRecord, _ verdict: RequestVerdict, message: String,
    by controller: borrowing PrivateKey
  ) throws(PlayerError) {
    let answer = AnswerRecord.make(
      verdict, to: request.identifier, message: message,
      unixMilliseconds: Clock.unixMicroseconds / 1_000, by: controller)
    guard let copy = answer.object else { throw Self.unsealable }
    // Who has left has no inbox: the controller tells them by other ways.
    if request.maker.kind == .workstation {
      guard let note = InboxNote.answer(answer).object(for: request.maker) else {
        throw Self.unsealable
      }
      try inStore { () throws(StoreError) in
        try store.put(
          .note(
            to: request.maker.fingerprint, on: answer.day, hash: Digest.blake2b256(note)), note)
      }
    }
    try inStore { () throws(StoreError) in
      try store.put(
        .request(
          request.identifier, on: request.day,
          in: .answers(controller: controller.publicKey.fingerprint)), copy)
    }
  }

  /// Enters a request of somebody who asked by other ways, such as one who has left.
  package func enter(
    _ kind: RequestKind, of employee: String, clip: ClipLocation?, message: String,
    by controller: borrowing PrivateKey
  ) throws(PlayerError) -> RequestRecord {
    let key = controller.publicKey
    let request = RequestRecord(
      kind, of: employee, clip: clip, message: message,
      identifier: RandomBytes.make(RequestRecord.identifierBytes),
      unixMilliseconds: Clock.unixMicroseconds / 1_000, maker: key, controller: key.keyHash
    ).signed(by: controller)
    guard let object = request.object(for: key) else { throw Self.unsealable }
    try inStore { () throws(StoreError) in
      try store.put(
        .request(
          request.identifier, on: request.day, in: .requests(controller: key.fingerprint)), object)
    }
    return request
  }

  private static var unsealable: PlayerError {
    .letter(FormatError(.encoding, "a key cannot be sealed to"))
  }

  private func object(_ name: LedgerName) throws(PlayerError) -> [UInt8] {
    try inStore { () throws(StoreError) in
      try store.get(name, atMost: FormatLimits.recordBytes)
    }
  }
}
