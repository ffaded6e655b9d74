import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Testing
import Timeline

@Suite("A person's workstations and the controller's list") struct ListedWorkstationTests {
  /// An example whose policy names a list of so many workstations.
  private struct ListDesk {
    let directory: ExampleDirectory
    let fingerprints: [String]

    init(count: Int, isControllers: Bool = true) throws {
      directory = try ExampleDirectory()
      let controller = PrivateKey.generate(kind: .controller)
      if isControllers {
        try directory.edit("policy.toml", directory.controller.text, controller.publicKey.text)
      }
      let keys = (0..<count).map { _ in PrivateKey.generate(kind: .workstation).publicKey }
      fingerprints = keys.map(\.fingerprint)
      let day = try #require(CalendarDay("2026-11-01"))
      let made = WorkstationList.make(keys, day: day, by: controller)
      let list = try #require(made)
      try directory.write(
        "workstations.signed", String(decoding: list.file(comments: []), as: UTF8.self))
    }

    func name(_ fingerprints: [String]) throws {
      let list = fingerprints.map { "\"\($0)\"" }.joined(separator: ", ")
      let text = try directory.read("people/alice.toml")
      try directory.write("people/alice.toml", text + "\nworkstations = [\(list)]\n")
    }
  }

  @Test("who names none is recorded on the only one there is") func one() throws {
    let desk = try ListDesk(count: 1)
    #expect(desk.directory.faults.isEmpty)
    let enrolment = try #require(try desk.directory.load().enrolment)
    #expect(enrolment.workstations == desk.fingerprints)
    #expect(enrolment.includes(workstation: desk.fingerprints[0]))
    #expect(!enrolment.includes(workstation: "0011223344556677"))
  }

  @Test("who names none of several, or of none, is not recorded (F8)", arguments: [0, 2, 3])
  func several(count: Int) throws {
    let desk = try ListDesk(count: count)
    #expect(
      desk.directory.faults == [
        "people/alice.toml: workstations: is missing, and the controller lists \(count) of them "
          + "(F8): the fingerprint of each workstation of this person"
      ])
    #expect(throws: ConfigurationError.self) { try desk.directory.load() }
    // The policy itself is right, and so are those of the people who are named.
    #expect(try desk.directory.load(login: "bob").enrolment == nil)
  }

  @Test("who names some is recorded on these") func named() throws {
    let desk = try ListDesk(count: 3)
    try desk.name(Array(desk.fingerprints[..<2]))
    #expect(desk.directory.faults.isEmpty)
    let enrolment = try #require(try desk.directory.load().enrolment)
    #expect(enrolment.workstations == Array(desk.fingerprints[..<2]))
  }

  @Test("a list that is another's, or none, is refused") func foreign() throws {
    let fault =
      "workstations.signed: is no list of workstations that the controller signed (F8): "
      + "callreel key workstations sign makes it"
    let desk = try ListDesk(count: 1, isControllers: false)
    #expect(desk.directory.faults == [fault])
    #expect(throws: ConfigurationError.self) { try desk.directory.load() }
    try desk.directory.write("workstations.signed", "nonsense\n")
    #expect(desk.directory.faults == [fault])
  }
}
