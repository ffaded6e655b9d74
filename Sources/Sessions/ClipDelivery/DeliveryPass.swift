internal import ClipFormat
internal import ClipSealing
internal import ClipStore
internal import LinuxSystem
internal import ObjectStorage
internal import ProcessMessages
internal import Spool

/// One look through the spool after another: what may leave it now goes.
struct DeliveryPass {
  /// How long a segment stays after its end: an event may cut it as long (callreel-agent(1)).
  static let restMilliseconds: Int64 = 10_000
  private static let memoryMilliseconds: Int64 = 86_400_000

  /// How a look ended.
  struct Result {
    /// Something was acknowledged.
    var hasProgress = false
    var store: StoreError?
    var spool = false
    /// When the next segment of the clip that is being made may go, on the boot clock.
    var due: Int64?

    var outcome: ClipDelivery.Outcome {
      store != nil ? .storeUnavailable : spool ? .spoolFailed : .done
    }
  }

  private let order: UploadOrder
  private let spool: Spool
  /// What the store has acknowledged of clips that are still here, and since when.
  ///
  /// Not believed for longer than a day: a sweep may have taken objects that no key followed.
  private var acknowledged: [ClipLocation: (since: Int64, names: Set<ObjectName>)] = [:]
  private var isControllerKnown = false
  /// When a segment of the clip that is being made was first seen to have ended.
  private var ended: [ObjectName: Int64] = [:]

  /// `previous` remembers what was acknowledged under an earlier order.
  init(_ order: UploadOrder, after previous: DeliveryPass? = nil) {
    self.order = order
    spool = Spool(root: order.spool)
    guard let previous, previous.order.settings == order.settings else { return }
    acknowledged = previous.acknowledged
    isControllerKnown =
      previous.isControllerKnown && previous.order.controller == order.controller
    if previous.order.filming == order.filming { ended = previous.ended }
  }

  private var outbox: Outbox? { order.outbox.map { Outbox(root: $0) } }

  /// Whether anything is here that can leave now or later.
  var hasWork: Bool {
    guard let clips = try? spool.clips() else { return true }
    for box in [outbox, outbox?.draws] where (try? box?.names().isEmpty) == false { return true }
    return clips.contains { spool.isClosed($0) || $0 == order.filming }
  }

  /// A clip that fails by itself does not keep the others back; a store that fails ends the look.
  ///
  /// Without an agent the clip that was being filmed stays: the next one tells its journal first
  /// what became of it.
  mutating func run(store: any ClipStore, hasAgent: Bool = true) -> Result {
    var result = Result()
    // Of an earlier run that was killed while it let go of what was acknowledged.
    try? spool.removeRemains()
    guard let clips = try? spool.clips() else {
      result.spool = true
      return result
    }
    let oldest = Clock.bootMilliseconds - Self.memoryMilliseconds
    acknowledged = acknowledged.filter { clips.contains($0.key) && $0.value.since > oldest }
    for clip in clips where hasAgent || clip != order.filming {
      do throws(DeliveryFailure) {
        if spool.isClosed(clip) {
          try deliver(clip, to: store, &result)
        } else if clip == order.filming {
          try deliverEnded(clip, to: store, &result)
        }
      } catch {
        // Destroyed in the middle: by an objection, or because it was too short.
        guard spool.holds(clip) else { continue }
        switch error {
        case .spool: result.spool = true
        case .store(let error):
          result.store = error
          guard error.isOfOneObject else { return result }
        }
      }
    }
    do throws(DeliveryFailure) {
      try sendLetters(to: store, &result)
    } catch .store(let error) {
      result.store = error
    } catch {
      result.spool = true
    }
    return result
  }

  /// Brings what is for the controller: what the employee asks (N9), and lists of draws (N3).
  private func sendLetters(
    to store: any ClipStore, _ result: inout Result
  ) throws(DeliveryFailure) {
    guard let outbox, let text = order.controller, let key = try? PublicKey(text: text) else {
      return
    }
    try send(outbox, to: .requests(controller: key.fingerprint), of: store, &result)
    try send(outbox.draws, to: .draws(controller: key.fingerprint), of: store, &result)
  }

  private func send(
    _ outbox: Outbox, to folder: LedgerFolder, of store: any ClipStore, _ result: inout Result
  ) throws(DeliveryFailure) {
    for name in try inSpool({ () throws(SpoolError) in try outbox.names() }) {
      guard let object = try inSpool({ () throws(SpoolError) in try outbox.read(name) }) else {
        continue
      }
      do throws(StoreError) {
        try store.put(LedgerName(lying: name, in: folder), object)
      } catch {
        throw .store(error)
      }
      try inSpool { () throws(SpoolError) in try outbox.release(name) }
      result.hasProgress = true
    }
  }

  private mutating func deliver(
    _ clip: ClipLocation, to store: any ClipStore, _ result: inout Result
  ) throws(DeliveryFailure) {
    let objects = try inSpool { () throws(SpoolError) in try spool.objects(of: clip) }
    let keys = objects.filter { if case .key = $0 { true } else { false } }
    let segments = objects.filter { if case .segment = $0 { true } else { false } }
    let digests = spool.digests(of: clip)
    for name in [.opening] + segments + [.closing] where objects.contains(name) {
      try put(name, of: clip, digests[name], to: store, &result)
    }
    try putController(to: store)
    let haveLeft = try spool.letKeysLeave(clip) { () throws(DeliveryFailure) in
      for name in keys { try put(name, of: clip, to: store, &result) }
    }
    guard haveLeft else { return }
    try inSpool { () throws(SpoolError) in
      for name in objects where name != .closing { try spool.release(name, of: clip) }
      try spool.release(.closing, of: clip)
    }
  }

  /// Lets readers find the controller, whom they have to tell before they open a clip (F10).
  ///
  /// Where the store does not let this workstation, or another was faster, the keys go all the
  /// same: readers compare what they find, or are given it.
  private mutating func putController(to store: any ClipStore) throws(DeliveryFailure) {
    guard !isControllerKnown, let text = order.controller, let key = try? PublicKey(text: text)
    else { return }
    do throws(StoreError) {
      try store.put(.controller(key.fingerprint), Array(text.utf8))
    } catch .taken, .notAllowed, .notAFile {
      // Said above.
    } catch {
      throw .store(error)
    }
    isControllerKnown = true
  }

  /// Sends the segments of the clip that is being made which no event can cut any more.
  private mutating func deliverEnded(
    _ clip: ClipLocation, to store: any ClipStore, _ result: inout Result
  ) throws(DeliveryFailure) {
    let objects = try inSpool { () throws(SpoolError) in try spool.objects(of: clip) }
    let segments = objects.filter { if case .segment = $0 { true } else { false } }.sorted()
    let now = Clock.bootMilliseconds
    let complete = segments.dropLast()
    for name in complete { ended[name] = ended[name] ?? now }
    for name in complete where acknowledged[clip]?.names.contains(name) != true {
      let due = (ended[name] ?? now) + Self.restMilliseconds
      guard due <= now else {
        result.due = due
        return
      }
      try put(.opening, of: clip, to: store, &result)
      try put(name, of: clip, spool.digests(of: clip)[name], to: store, &result)
    }
  }

  private mutating func put(
    _ name: ObjectName, of clip: ClipLocation, _ digest: ObjectDigest? = nil,
    to store: any ClipStore, _ result: inout Result
  ) throws(DeliveryFailure) {
    guard acknowledged[clip]?.names.contains(name) != true else { return }
    let path = spool.path(name, of: clip)
    do throws(StoreError) {
      do throws(StoreError) {
        try store.put(name, of: clip, .file(path: path, digest: digest))
      } catch .changed {
        // What is left of it is stored all the same: a reader is told what is damaged, not more.
        Log.note(.segmentChanged)
        try store.put(name, of: clip, .file(path: path))
      }
    } catch .source {
      throw .spool
    } catch {
      throw .store(error)
    }
    acknowledged[clip, default: (Clock.bootMilliseconds, [])].names.insert(name)
    result.hasProgress = true
  }

  private func inSpool<Value>(
    _ body: () throws(SpoolError) -> Value
  ) throws(DeliveryFailure) -> Value {
    do throws(SpoolError) { return try body() } catch { throw .spool }
  }
}

private enum DeliveryFailure: Error, Equatable {
  case store(StoreError)
  case spool
}

extension StoreError {
  /// Whether other objects may well be taken.
  fileprivate var isOfOneObject: Bool {
    switch self {
    case .taken, .notAFile, .altered, .source: true
    default: false
    }
  }
}
