/// The windows of the demonstration: a business form that is filmed, a neighbour that is not.
struct DemoWindows: ~Copyable {
  private let business: DemoProgram
  private let neighbour: DemoProgram
  private var ticket = 4811

  init(_ desktop: borrowing DemoDesktop, clock: borrowing DemoClock) throws(DemoStop) {
    let business = try DemoProgram(
      "callreel-demo-window",
      [
        "--class", DemoPolicy.windowClass, "--title", "Claims - Demo CRM",
        "--geometry", "720x520+40+60",
      ], environment: desktop.environment)
    let neighbour = try DemoProgram(
      "callreel-demo-window",
      [
        "--class", "private-mail", "--title", "Private mail",
        "--geometry", "420x320+600+380",
      ], environment: desktop.environment)
    guard try business.line(clock) != nil, try neighbour.line(clock) != nil else {
      throw .failed("the demonstration's windows do not appear", hint: "its message stands above")
    }
    business.tell("form")
    neighbour.tell("colour c03060")
    neighbour.tell("raise")
    self.init(business, neighbour)
  }

  private init(_ business: consuming DemoProgram, _ neighbour: consuming DemoProgram) {
    self.business = business
    self.neighbour = neighbour
  }

  /// Something changes on the business form.
  mutating func work() {
    ticket += 1
    let steps = ["opened", "address checked", "cover confirmed", "letter sent", "closed"]
    business.tell("text Claim \(ticket): \(steps[ticket % steps.count])")
  }
}
