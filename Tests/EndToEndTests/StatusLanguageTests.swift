import CallPolicy
import LinuxSystem
import Messages
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What the employee reads at a terminal is in the language of their session.
  @Suite("callreel status") struct StatusLanguageTests {
    private func said(_ desk: Desk, _ language: String) throws -> String {
      // Named first, so that it is the one that counts.
      try CommandRun(["status"], environment: ["LC_ALL=" + language] + desk.environment).output
    }

    @Test("speaks English, French and Dutch, of states and of refusals") func languages() throws {
      let desk = try Desk()
      try desk.wait(for: "idle") { $0.state == "idle" }
      #expect(try said(desk, "C.UTF-8") == "no call is up\n")
      #expect(try said(desk, "fr_FR.UTF-8") == "aucun appel en cours\n")
      #expect(try said(desk, "nl_NL.UTF-8") == "er is geen gesprek\n")
      try desk.tell(
        "ringing", "internal", ["queue": .string("none"), "direction": .string("inbound")])
      try desk.tell("answered", "internal")
      try desk.wait(for: "a refusal") { $0.state == "armed" }
      let english = try said(desk, "C.UTF-8")
      let french = try said(desk, "fr_BE.UTF-8")
      #expect(english.hasPrefix("a call is up and not recorded; "))
      #expect(french.hasPrefix("un appel est en cours et n'est pas enregistré ; l'appel "))
      #expect(Set([english, french, try said(desk, "nl_BE.UTF-8")]).count == 3)
      let json = try CommandRun(
        ["status", "--json"], environment: ["LC_ALL=fr_FR.UTF-8"] + desk.environment
      ).output
      #expect(json.contains(#""state":"armed""#))
      try desk.tell("ended", "internal")
    }

    @Test("names callreel doctor where something is wrong here") func advised() throws {
      var setting = Desk.Setting()
      setting.display = .none
      let desk = try Desk(setting)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "display" }
      #expect(
        try said(desk, "fr_FR.UTF-8")
          == "rien ne peut être enregistré ; il n'y a pas d'écran X à enregistrer ; "
          + "callreel doctor dit quoi faire\n")
      // Which does not point to itself.
      let doctor = try CommandRun(
        ["doctor", "--config", desk.policy.directory], environment: desk.environment)
      #expect(doctor.end == .exited(1) && doctor.output.contains("there is no X display to record"))
      #expect(!doctor.output.contains("callreel doctor"), "\(doctor.output)")
      #expect(doctor.output.contains(OffReason.display.remedy()))
    }

    @Test("names callreel doctor where there is no agent, or no bus", arguments: Language.allCases)
    func unreachable(language: Language) throws {
      let bus = try SystemBus(hasLogind: false)
      let locale = "LC_ALL=\(language.rawValue)_XX.UTF-8"
      for (trouble, address) in [
        (AgentTrouble.notRunning, bus.address), (.noBus, "unix:path=/nowhere"),
      ] {
        let run = try CommandRun(
          ["status"], environment: [locale, "DBUS_SESSION_BUS_ADDRESS=" + address])
        #expect(run.end == .exited(69))
        #expect(
          run.error == "callreel: \(trouble.sentence(in: language))\n"
            + "hint: \(trouble.remedy(in: language))\n")
      }
    }
  }
}
