import Testing

/// One change to the example, and the sentence that it earns.
struct BrokenFile: Sendable, CustomTestStringConvertible {
  let file: String
  let old: String
  let new: String
  /// After the file's name and the line of `new`.
  let sentence: String

  init(_ old: String, _ new: String, _ sentence: String) {
    self.init("policy.toml", old, new, sentence)
  }

  init(_ file: String, _ old: String, _ new: String, _ sentence: String) {
    self.file = file
    self.old = old
    self.new = new
    self.sentence = sentence
  }

  var testDescription: String { sentence }

  static let values = [
    BrokenFile(
      "share = 0.10", "share = 0.5",
      "sampling.share: 0.5 is more than 0.2 (F8): a smaller share"),
    BrokenFile(
      "rate = 15", "rate = 60", "video.rate: 60 is more than 30 (F2): a smaller value"),
    BrokenFile(
      "rate = 15", "rate = 15.0", "video.rate: is a number, not a whole number (F2)"),
    BrokenFile(
      "banner = \"auto\"", "banner = \"never\"",
      "indicator.banner: is not one of its words (F4): \"auto\", \"always\""),
    BrokenFile(
      "banner = \"auto\"", "tray = false",
      "indicator.tray: is not a setting: see callreel-policy(5)"),
    BrokenFile(
      "purpose = \"training\"", "purpose = \"quality\"",
      "purpose: is not one of its words (F3): \"training\""),
    BrokenFile(
      "legal_basis = \"legitimate-interest\"", "legal_basis = \"consent\"",
      "notice.legal_basis: is not one of its words (N15): "
        + "\"legitimate-interest\", \"legal-obligation\", \"public-task\""),
    BrokenFile(
      "date = 2026-09-28", "date = 2026-11-28",
      "justification.dpia.date: 2026-11-28 is not before campaign.starts, 2026-11-01 (N15): "
        + "decide first, then begin"),
    BrokenFile(
      "starts = 2026-11-01", "starts = \"2026-11-01\"",
      "campaign.starts: is a text, not a date such as 2026-11-01, without quotes (F8)"),
    BrokenFile(
      "ends = 2026-12-31", "ends = 2027-02-01",
      "campaign.ends: 93 days are more than 92 (F8): an end on 2027-01-31 or before"),
    BrokenFile(
      "title = \"* - Example CRM\"", "titel = \"x\"",
      "window.titel: is not a setting: see callreel-policy(5)"),
    BrokenFile(
      "class = \"Crm-desktop\"", "class = \"*\"",
      "window.class: matches every window (F5): the class of the business window"),
    BrokenFile(
      "region = { x = 10, y = 20, ", "region = { x = -1, y = 20, ",
      "sensitive.region: lies outside the window or is empty (N16)"),
    BrokenFile(
      "file = \"seed.council\"", "file =  \"seed.controller\"",
      "sampling.seeds.file: is used twice (N3)"),
    BrokenFile(
      "date = 2026-10-02 }     #", "date = 2026-10-02, key = \"callreel-key-x\" }     #",
      "notice.works_council.key: is not a key (N3): what callreel key show prints"),
    BrokenFile(
      "{ reference = \"CSE 2026-14\", date = 2026-10-02 }",
      "{ none = \"nine employees\", key = \"callreel-key-x\" }",
      "notice.works_council.key: is not a setting: see callreel-policy(5)"),
    BrokenFile(
      "country = \"FR\"", "country = \"Fr\"",
      "calls.country: is not a country of the table (N2): AT BE BG CH CY CZ DE DK EE ES FI FR "
        + "GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"),
    BrokenFile(
      "kind = \"baresip\"", "kind = \"pigeon\"",
      "source.kind: is not one of its words: \"baresip\", \"ami\", \"program\""),
    BrokenFile(
      "export = false", "export = 0", "access.export: is a whole number, not true or false (F10)"),
    BrokenFile(
      "version = \"2026-11\"", "version = \"a\\u001b[2J\"",
      "notice.version: holds a control character (F4)"),
    BrokenFile(
      "name = \"claims\"", "name = \"claims\\n\"", "queue.name: holds a control character (F8)"),
    BrokenFile(
      "url = \"dir:/srv/callreel\"", "url = \"ftp://x\"",
      "store.url: is not a store (N10): dir:/path or s3://bucket/prefix?endpoint=https://…"),
    BrokenFile(
      "en = \"the claims screen", "en = \"\\u202ethe claims screen",
      "justification.necessity.en: holds a control character (N15)"),
    BrokenFile(
      "region = { x = 10, y = 20, width = 300, height = 40 }",
      "[sensitive.region]\nx = 10\ny = 20\nwidth = 300\nheight = \"40\"",
      "sensitive.region.height: is a text, not a whole number (N16)"),
    BrokenFile("[private]", "[[private]]", "private: is a list, not a table (N12)"),
    BrokenFile("ends = 2026-12-31", "ends = 2026-02-30", "is not TOML"),
    BrokenFile("[campaign]", "[campaign", "is not TOML"),
    BrokenFile("[campaign]", "[ =campaign]", "is not TOML"),
    BrokenFile("[[source]]", "[[ ]]", "is not TOML"),
    BrokenFile(
      "[campaign]", "x = " + String(repeating: "[", count: 100_000), "is not TOML"),
    BrokenFile("country = \"FR\"", "country = \"FR\"\ncountry = \"BE\"", "is not TOML"),
    BrokenFile(
      "people/alice.toml", "employee = \"alice\"", "employee = \"bob\"",
      "employee: is not the login of the file's name (F7)"),
    BrokenFile(
      "people/alice.toml", "trainers = [\"Jeanne Martin\"]",
      "trainers = [\"Office of the notary\"]",
      "trainers: names somebody who is no trainer of policy.toml (F10): "
        + "a [[recipient]] with role = \"trainer\""),
    BrokenFile(
      "people/alice.toml", "until = 2026-12-15", "until = 2026-12-15\nnote = \"x\"",
      "note: is not a setting: see callreel-policy(5)"),
    BrokenFile(
      "customers.txt", "+33261910005", "0261910005",
      "is not a number (N2): E.164, as +33 and nine digits"),
    BrokenFile(
      "customers.txt", "+331990088*", "+33199008*",
      "is too short a prefix (N2): 7 digits after the country code"),
  ]

  /// A duty that is taken out: no line of its own, so that of the table that should hold it.
  static let duties = [
    BrokenFile(
      "contact = \"dpo@example.org\"", "[controller]", "controller.contact: is missing (N9)"),
    BrokenFile("version = \"2026-11\"", "[notice]", "notice.version: is missing (F4)"),
    BrokenFile("id = \"crm-onboarding\"", "[campaign]", "campaign.id: is missing (F8)"),
    BrokenFile("customers = \"customers.txt\"", "[calls]", "calls.customers: is missing (N2)"),
    BrokenFile("name = \"softphone\"", "[[source]]", "source.name: is missing"),
    BrokenFile(
      "protocol = \"https://intranet.example/calls\"", "[notice]",
      "notice.protocol: is missing (N8)"),
    BrokenFile(
      "people/alice.toml", "trainers = [\"Jeanne Martin\"]", "", "trainers: is missing (F10)"),
    BrokenFile("purpose = \"training\"", "", "purpose: is missing (F3)"),
  ]
}
