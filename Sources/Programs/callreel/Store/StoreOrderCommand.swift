import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel store order`.
struct StoreOrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order", abstract: "Order an export of a clip for somebody who asked for access.",
    discussion: """
      One who can open the clip, or both recovery holders, carry it out with 'callreel clip export \
      --request'; nobody else can, and no other clip. It waits in their inbox in the store. It \
      holds until its last day, also where the clip's policy allows no export. The request is \
      answered by 'callreel store answer'.
      """)

  @Argument(help: "The request's identifier, or the beginning of it.") var request: String
  @Argument(help: "The clip; left out, the one that the request names.") var clip: String?
  @OptionGroup var store: StoreOption
  @Option(help: "Who exports it: their public key, or a file that holds it; a recovery pair twice.")
  var to: [String]
  @Option(help: "The last day on which the order holds, YYYY-MM-DD; by default in 14 days.")
  var until: String?
  @Flag(help: "A caller asks, who may have spoken with anybody; otherwise it is an employee.")
  var caller = false
  @OptionGroup var controller: ControllerOptions
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let reader = PublicKeyArgument.recipient(to, option: "--to")
    let day = lastDay(today: shelf.today)
    let key = controller.privateKey()
    do throws(PlayerError) {
      let asked = try shelf.unanswered(request, to: key)
      let order = try shelf.orderExport(
        wanted(by: asked, on: shelf), for: asked.identifier, by: reader,
        of: caller ? nil : asked.employee, until: day, signedBy: key)
      show(order)
    } catch .anotherKey {
      Terminal.fail(
        "the clip was not sealed to the key of --to",
        hint: "callreel clip info shows who can open it; callreel key rewrap adds somebody",
        status: .notAllowed)
    } catch {
      error.fail()
    }
  }

  private func lastDay(today: CalendarDay) -> CalendarDay? {
    guard let until else { return nil }
    guard let day = CalendarDay(until), day >= today, day <= today + ClipShelf.mostOrderDays else {
      Terminal.fail(
        "--until is not a day of the next \(ClipShelf.mostOrderDays)",
        hint: "such as \((today + ClipShelf.orderDays).text)", status: .usage)
    }
    return day
  }

  /// The clip that is ordered; ends the program where the request is about something else.
  private func wanted(by asked: RequestRecord, on shelf: ClipShelf) -> ClipLocation {
    guard asked.kind == .access else {
      Terminal.fail(
        "the request is for \(asked.kind.name), not for access",
        hint: "callreel store answer answers it", status: .usage)
    }
    guard !caller || asked.maker.kind == .controller else {
      Terminal.fail(
        "an employee's workstation made this request, so no caller did",
        hint: "leave --caller out", status: .usage)
    }
    guard let clip else {
      guard let location = asked.clip else {
        Terminal.fail(
          "the request is about all recordings, so each is ordered by itself",
          hint: "name a clip: one who opens that person's clips sees them in callreel clip list",
          status: .usage)
      }
      return location
    }
    let location = shelf.named(clip)
    guard asked.clip == nil || asked.clip == location else {
      Terminal.fail(
        "the request is about another clip", hint: "leave CLIP out", status: .notAllowed)
    }
    return location
  }

  private func show(_ order: DisclosureOrder) {
    let request = Hexadecimal.encode(order.request)
    guard json else {
      return Terminal.result(
        "ordered \(request.prefix(8))  clip \(order.clip.clip.text)  by "
          + "\(order.reader.fingerprint)  until \(order.until.text)")
    }
    Terminal.result(
      JSONText.object([
        ("request", .string(request)), ("clip", .string(order.clip.clip.text)),
        ("campaign", .string(order.clip.campaign)), ("day", .string(order.clip.day.text)),
        ("reader", .string(order.reader.fingerprint)), ("until", .string(order.until.text)),
      ]).text)
  }
}
