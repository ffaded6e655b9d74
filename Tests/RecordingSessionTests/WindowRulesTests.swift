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
            windowClass: "crm", title: "* - CRM", executable: nil, hasAddress: false,
            needsNoAccessibility: needsNoAccessibility)
        ], sensitiveRegions: [field], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 1000,
        hasUnreadableSensitiveRules: false, spool: "", workstationKeyFile: ""))
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

  private func dictionary(_ news: [(WindowID, HiddenRegions)]) -> [WindowID: HiddenRegions] {
    Dictionary(uniqueKeysWithValues: news)
  }

  @Test("a dialog is listed as its owner is, but the regions are the owner's") func owner() {
    let rules = rules()
    #expect(rules.lists(form, identity("Claims - CRM")))
    #expect(dictionary(rules.news(about: windows)) == [form: .only([field]), dialog: .only([])])
    #expect(rules.news(about: windows).isEmpty, "nothing is said twice")
  }

  @Test("a dialog of a hidden window is hidden") func hiddenOwner() {
    let rules = rules(needsNoAccessibility: false)
    #expect(rules.lists(form, identity("Claims - CRM")))
    let all = HiddenRegions.everything(.unknownWindow)
    #expect(dictionary(rules.news(about: windows)) == [form: all, dialog: all])
  }

  @Test("a window that stops matching is named, with its dialogs, even if it matches again")
  func delisted() {
    let rules = rules()
    _ = rules.lists(form, identity("Claims - CRM"))
    _ = rules.news(about: windows)
    #expect(rules.takeDelisted().isEmpty)
    #expect(!rules.lists(form, identity("Secrets")))
    #expect(rules.lists(form, identity("Claims - CRM")))
    #expect(Set(rules.takeDelisted()) == [form, dialog])
    #expect(rules.takeDelisted().isEmpty)
    #expect(rules.news(about: windows).count == 2, "it is told anew")
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
    _ = rules.news(about: windows)
    _ = rules.lists(dialog, identity("Save?"))
    #expect(rules.takeDelisted().isEmpty)
  }
}
