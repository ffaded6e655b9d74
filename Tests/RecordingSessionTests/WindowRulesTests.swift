import Geometry
import ProcessMessages
import Redaction
import Testing
import Timeline

@testable import RecordingSession

@Suite("What is said of windows") struct WindowRulesTests {
  private let form = WindowID(rawValue: 1)
  private let dialog = WindowID(rawValue: 2)
  private let field = PixelRegion(x: 1, y: 2, width: 3, height: 4)

  private func rules(needsNoAccessibility: Bool = true) -> WindowRules {
    WindowRules(
      FilmOrder(
        windows: [
          .init(
            windowClass: "crm", title: "* - CRM", executable: nil, url: nil,
            showsDocumentOnly: false,
            needsNoAccessibility: needsNoAccessibility)
        ], sensitiveRegions: [field], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 1000,
        sensitiveFields: [], spool: "", workstationKeyFile: ""))
  }

  private func identity(_ title: String) -> WindowIdentity {
    WindowIdentity(windowClass: "crm", title: title, executable: "")
  }

  private var windows: [VisibleWindow] {
    let frame = PixelRegion(x: 0, y: 0, width: 9, height: 9)
    return [
      VisibleWindow(window: form, frame: frame, visible: RegionSet(frame)),
      VisibleWindow(window: dialog, frame: frame, visible: RegionSet(frame), owner: form),
    ]
  }

  private var observation: Observation {
    Observation(
      at: CallTime(milliseconds: 7), monitors: [], windows: windows, patches: [], cursor: nil)
  }

  private func dictionary(_ news: [WindowRules.Statement]) -> [WindowID: HiddenRegions] {
    Dictionary(
      uniqueKeysWithValues: news.compactMap { said in said.hidden.map { (said.window, $0) } })
  }

  @Test("a dialog is listed as its owner is, but the regions are the owner's") func owner() {
    let rules = rules()
    #expect(rules.lists(form, identity("Claims - CRM")))
    #expect(
      dictionary(rules.news(about: observation)) == [
        form: .only([MaskedRegion(field, .policyRegion)]), dialog: .only([]),
      ])
    #expect(dictionary(rules.news(about: observation)).isEmpty, "nothing is said twice")
    #expect(
      rules.news(about: observation).allSatisfy { $0.vouched == Vouching(through: observation.at) })
  }

  @Test("a window that asks for passwords is hidden, although a rule lists it") func secret() {
    let order = FilmOrder(
      windows: [
        .init(
          windowClass: "*p*", title: nil, executable: nil, url: nil, showsDocumentOnly: false,
          needsNoAccessibility: true)
      ], sensitiveRegions: [], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 1000,
      sensitiveFields: [], spool: "", workstationKeyFile: "")
    for name in ["pinentry-gtk-2", "pinentry-qt", "gcr-prompter", "keepassxc", "ssh-askpass"] {
      let rules = WindowRules(order)
      let identity = WindowIdentity(windowClass: name, title: "", executable: "")
      #expect(rules.lists(form, identity))
      #expect(dictionary(rules.news(about: observation))[form] == .everything(.scope))
    }
  }

  @Test("a dialog of a hidden window is hidden") func hiddenOwner() {
    let rules = rules(needsNoAccessibility: false)
    #expect(rules.lists(form, identity("Claims - CRM")))
    let all = HiddenRegions.everything(.noAnswer)
    #expect(dictionary(rules.news(about: observation)) == [form: all, dialog: all])
  }

  @Test("a window that stops matching is named, with its dialogs, even if it matches again")
  func delisted() {
    let rules = rules()
    _ = rules.lists(form, identity("Claims - CRM"))
    _ = rules.news(about: observation)
    #expect(rules.takeDelisted().isEmpty)
    #expect(!rules.lists(form, identity("Secrets")))
    #expect(rules.lists(form, identity("Claims - CRM")))
    #expect(Set(rules.takeDelisted()) == [form, dialog])
    #expect(rules.takeDelisted().isEmpty)
    #expect(rules.news(about: observation).count == 2, "it is told anew")
  }

  @Test("a window of which nothing was said, or that never matched, is not named") func others() {
    let rules = rules()
    _ = rules.lists(form, identity("Claims - CRM"))
    _ = rules.lists(form, identity("Secrets"))
    _ = rules.lists(dialog, identity("Secrets"))
    #expect(rules.takeDelisted().isEmpty)
  }

  @Test("a dialog that matches nothing itself stays its owner's") func dialogTitle() {
    let rules = rules()
    _ = rules.lists(form, identity("Claims - CRM"))
    _ = rules.news(about: observation)
    _ = rules.lists(dialog, identity("Save?"))
    #expect(rules.takeDelisted().isEmpty)
  }
}
