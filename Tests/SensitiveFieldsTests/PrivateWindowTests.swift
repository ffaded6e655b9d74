import SensitiveFields
import Testing

@Suite("Private windows by their names") struct PrivateWindowTests {
  @Test(
    "Firefox's",
    arguments: [
      ("Mozilla Firefox", false), ("Claims — Mozilla Firefox", false),
      ("About Mozilla Firefox Private Browsing — Mozilla Firefox", false),
      ("Mozilla Firefox Private Browsing", true),
      ("Claims — Mozilla Firefox Private Browsing", true),
      ("Claims — Navigation privée de Mozilla Firefox", true),
      ("Claims — Mozilla Firefox Privénavigatie", true), ("Claims", true),
    ])
  func firefox(name: String, isPrivate: Bool) {
    #expect(Toolkit.gecko.callsPrivate(name) == isPrivate)
  }

  @Test(
    "Chromium's",
    arguments: [
      ("Claims - Chromium", false), ("Claims - Google Chrome - Anna", false),
      ("Claims", false), ("News (Incognito) - Chromium", false),
      ("Claims - Chromium (Incognito)", true), ("Claims - Chromium (navigation privée)", true),
      ("Claims - Google Chrome（シークレット モード）", true),
      ("Claims - Microsoft Edge [InPrivate]", true),
    ])
  func chromium(name: String, isPrivate: Bool) {
    #expect(Toolkit.chromium.callsPrivate(name) == isPrivate)
  }

  @Test("others have none") func others() {
    #expect(!Toolkit.gtk3.callsPrivate("Claims — Mozilla Firefox Private Browsing"))
  }
}
