internal import ByteCoding
internal import ClipStore
internal import LinuxSystem
internal import ObjectStorage
internal import ProcessMessages
internal import Spool

/// Looks through the spool whenever there is a reason to, until there is no work.
///
/// The reasons: an order, a new segment of the clip that is being made, a segment whose rest is
/// over, a store that was left alone for long enough. Between them it sleeps.
struct DeliveryLoop: ~Copyable {
  private let agent: MessageSocket
  private var order: UploadOrder
  private var pass: DeliveryPass
  private var store: (any ClipStore)?
  private var delay = RetryDelay()
  /// Until when a store that failed is left alone, on the boot clock.
  private var retryAt: Int64?
  /// Until when the store itself has asked to be.
  private var askedUntil: Int64?
  private var lastFailure: LogEvent?
  private var hasAgent = true
  private var isInboxRead = false
  /// The store or the spool is another now, to which this process has given up its rights.
  private var isSuperseded = false

  init(_ order: UploadOrder, agent: consuming MessageSocket) {
    self.agent = agent
    self.order = order
    pass = DeliveryPass(order)
  }

  mutating func run() -> ClipDelivery.Outcome {
    while true {
      // The watch is older than the look: what comes in between wakes.
      guard let watch = try? DirectoryWatch() else { return .spoolFailed }
      if let filming = order.filming {
        try? watch.add(Spool(root: order.spool).folder(of: filming), for: .names)
      }
      var result = DeliveryPass.Result()
      if (retryAt ?? 0) <= Clock.bootMilliseconds { result = look() }
      if !hasAgent || !pass.hasWork { return result.outcome }
      wait(until: [retryAt, result.due].compactMap { $0 }.min(), watch.rawValue)
      // The agent starts another one, as long as there is work.
      if isSuperseded { return .done }
    }
  }

  private mutating func look() -> DeliveryPass.Result {
    var result = DeliveryPass.Result()
    do throws(StoreError) {
      let open: any ClipStore
      if let store { open = store } else { open = try openStore(order.settings) }
      store = open
      result = pass.run(store: open, hasAgent: hasAgent)
    } catch {
      result.store = error
    }
    if result.hasProgress { delay.reset() }
    guard result.store != nil || result.spool else {
      retryAt = nil
      askedUntil = nil
      lastFailure = nil
      readInbox()
      return result
    }
    note(result.store?.event ?? .spoolFailed)
    // The next try reads credentials and certificates anew: they may have been mended.
    store = nil
    var asked: Int?
    if case .busy(let seconds)? = result.store { asked = seconds }
    var generator = SystemRandomNumberGenerator()
    let milliseconds = delay.next(askedSeconds: asked, using: &generator)
    let now = Clock.bootMilliseconds
    retryAt = now + Int64(milliseconds)
    askedUntil = asked.map { now + Int64(min($0, RetryDelay.longestAsked / 1000)) * 1000 }
    return result
  }

  /// Once a run: what cannot be read now is there for the next one.
  private mutating func readInbox() {
    guard !isInboxRead, let store else { return }
    isInboxRead = true
    do throws(StoreError) {
      try InboxReading.run(order, from: store)
    } catch {
      Log.note(.inboxUnread)
    }
  }

  /// Each new trouble once, not each try.
  private mutating func note(_ event: LogEvent) {
    if event != lastFailure { Log.note(event) }
    lastFailure = event
  }

  private mutating func wait(until time: Int64?, _ watch: Int32) {
    let watches = [agent.rawValue, watch]
    let milliseconds = time.map { Int(max(0, $0 - Clock.bootMilliseconds)) }
    let ready = try? Waiting.wait(watches.map { .init($0) }, milliseconds: milliseconds)
    guard ready?.contains(agent.rawValue) == true else { return }
    guard let message = try? agent.receive(), let order = try? UploadOrder(bytes: message.bytes)
    else {
      // The session ends: what can go now goes, and nobody is waited for.
      hasAgent = false
      retryAt = nil
      return
    }
    isSuperseded =
      order.settings != self.order.settings || order.spool != self.order.spool
      || order.inboxFolder != self.order.inboxFolder
    pass = DeliveryPass(order, after: pass)
    self.order = order
    // A call has begun or ended: a moment as good as any, and no other workstation's.
    retryAt = askedUntil
  }
}

extension StoreError {
  /// What the log says of it.
  fileprivate var event: LogEvent {
    switch self {
    case .unreachable: .storeUnreachable
    case .busy: .storeBusy
    case .full: .storeFull
    case .notAllowed: .storeDenied
    case .untrusted, .expiredCertificate, .certificateFile: .storeUntrusted
    case .address, .noBucket, .missing, .redirected, .malformed: .storeMisnamed
    case .credentials: .credentialsRefused
    case .notAFile, .taken, .unknownThere, .altered, .source, .changed, .failed, .refused:
      .uploadFailed
    }
  }
}
