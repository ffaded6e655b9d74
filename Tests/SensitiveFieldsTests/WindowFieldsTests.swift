import Geometry
import Redaction
import Testing
import Timeline

@testable import SensitiveFields

@Suite("What is known of a window's fields") struct WindowFieldsTests {
  private let frame = PixelRegion(x: 100, y: 50, width: 400, height: 300)
  private let listing = WindowFields.Listing(
    rule: 0, needsAddress: false, showsDocumentOnly: false)
  private let page = WindowFields.Listing(rule: 1, needsAddress: true, showsDocumentOnly: true)

  private func scan(
    _ toolkit: Toolkit = .gtk3, at time: Int64 = 1000, _ fields: [ScannedField] = [],
    documents: [ScannedDocument] = [], borders: Set<FrameBorder> = [.none],
    isGlance: Bool = false
  ) -> ScannedProgram {
    ScannedProgram(
      toolkit: toolkit, started: CallTime(milliseconds: time),
      ended: CallTime(milliseconds: time + 5), frames: [], borders: borders, fields: fields,
      documents: documents, isGlance: isGlance)
  }

  private func field(
    _ x: Int, _ y: Int, _ width: Int = 80, _ height: Int = 20, isShowing: Bool = true,
    name: String = "a"
  ) -> ScannedField {
    ScannedField(
      name: FieldName(program: ":1.1", path: name),
      extents: PixelRegion(x: x, y: y, width: width, height: height), isShowing: isShowing)
  }

  private func document(
    _ name: String, _ extents: PixelRegion? = nil, matching: Set<Int> = [1], children: Bool = true
  ) -> ScannedDocument {
    ScannedDocument(
      name: FieldName(program: ":1.1", path: name),
      extents: extents ?? PixelRegion(x: 100, y: 130, width: 400, height: 220),
      matching: matching, hasChildren: children)
  }

  private func take(
    _ fields: inout WindowFields, _ scan: ScannedProgram, scale: WindowScale? = .one,
    frames: [PixelRegion]? = nil, shadow: PixelInsets = .none,
    listing: WindowFields.Listing? = nil
  ) {
    fields.take(
      scan, scale: scale, place: WindowPlace(frames: frames ?? [frame], shadow: shadow),
      listing: listing ?? self.listing, vouching: scan.started - scan.toolkit.settle)
  }

  private func masked(_ fields: WindowFields) -> RegionSet? {
    if case .only(let regions) = fields.hidden { RegionSet(regions.map(\.region)) } else { nil }
  }

  @Test("the very page in a private window is hidden, and in the window beside it not")
  func privateWindow() {
    var fields = WindowFields()
    var scan = scan(.gecko, documents: [document("page")])
    scan.privateFrames = [PixelRegion(x: 600, y: 50, width: 400, height: 300)]
    take(&fields, scan, listing: page)
    #expect(masked(fields) != nil)
    scan.privateFrames = [frame]
    take(&fields, scan, listing: page)
    #expect(fields.hidden == .everything(.scope))
  }

  @Test("nothing is known before the first scan") func unknown() {
    let fields = WindowFields()
    #expect(fields.hidden == .everything(.noAnswer))
    #expect(fields.vouched == nil)
  }

  @Test("a field is masked with its padding, in window coordinates") func field() {
    var fields = WindowFields()
    take(&fields, scan(.gtk3, [self.field(120, 90)]))
    #expect(
      fields.hidden
        == .only([MaskedRegion(PixelRegion(x: 16, y: 36, width: 88, height: 28), .accessibility)]))
    #expect(fields.showsFields)
  }

  @Test("Java's fields lie below the borders that it counts in, whose window they may be of")
  func borders() {
    var fields = WindowFields()
    let borders: Set = [FrameBorder(left: 5, top: 29), FrameBorder(left: 0, top: 0)]
    take(&fields, scan(.java, [self.field(25, 69)], borders: borders))
    #expect(
      masked(fields)?.regions.sorted { $0.y < $1.y }
        == RegionSet([
          PixelRegion(x: 16, y: 36, width: 88, height: 28),
          PixelRegion(x: 21, y: 65, width: 88, height: 28),
        ]).regions.sorted { $0.y < $1.y })
  }

  @Test("a Java field without borders hides the window", arguments: [false, true])
  func noBorders(isGlance: Bool) {
    var fields = WindowFields()
    take(&fields, scan(.java, [field(25, 69)], borders: [.none]))
    take(&fields, scan(.java, [field(25, 79)], borders: [], isGlance: isGlance))
    #expect(fields.hidden == .everything(.noAnswer))
  }

  @Test(
    "a scan vouches for what was fetched so long before it",
    arguments: [Toolkit.gtk3, .gtk4, .qt])
  func settle(toolkit: Toolkit) {
    var fields = WindowFields()
    take(&fields, scan(toolkit, at: 2000))
    #expect(fields.vouched == CallTime(milliseconds: 1900))
    take(&fields, scan(toolkit, at: 1500))
    #expect(fields.vouched == CallTime(milliseconds: 1900))
  }

  @Test("slow toolkits are believed later") func slowToolkits() {
    #expect(Toolkit.gecko.settle == 400)
    #expect(Toolkit.chromium.settle == 1000)
    #expect(Toolkit(name: "J2SE-access-bridge") == .java)
    #expect(Toolkit.java.settle == 1000)
    #expect(Toolkit(name: "anything").settle == 1000)
    #expect(Toolkit.longestWait >= Toolkit.other.settle + 2 * Toolkit.other.pause)
  }

  @Test("without a scale nothing shows") func noScale() {
    var fields = WindowFields()
    take(&fields, scan(), scale: nil)
    #expect(fields.hidden == .everything(.noAnswer))
    #expect(fields.vouched == nil)
  }

  @Test(
    "extents that cannot be hide the window",
    arguments: [
      PixelRegion(x: 5, y: 5, width: 0, height: 9),
      PixelRegion(x: 1 << 21, y: 5, width: 9, height: 9),
      PixelRegion(x: 5, y: 5, width: Int(Int32.max), height: 9),
      PixelRegion(x: 5, y: 5, width: -1, height: -1),
      PixelRegion(x: Int(Int32.min), y: 5, width: Int(Int32.max), height: 9),
    ])
  func absurd(extents: PixelRegion) {
    var fields = WindowFields()
    var lie = field(0, 0)
    lie.extents = extents
    take(&fields, scan(.qt, [lie]))
    #expect(fields.hidden == .everything(.noAnswer))
  }

  @Test("a field that was never put on a screen is none") func unrealised() {
    var fields = WindowFields()
    take(&fields, scan(.gtk3, [field(Int(Int32.min), Int(Int32.min), 1, 1)]))
    #expect(fields.hidden == .only([]))
  }

  @Test("more fields than a program can have hide the window") func tooMany() {
    var fields = WindowFields()
    take(&fields, scan(.qt, (0..<501).map { field(0, $0, name: "\($0)") }))
    #expect(fields.hidden == .everything(.noAnswer))
  }

  @Test("GTK 4 counts from the window without its shadow, and never says what shows") func gtk4() {
    var fields = WindowFields()
    let shadow = PixelInsets(left: 26, right: 26, top: 23, bottom: 29)
    take(&fields, scan(.gtk4, [field(28, 112, isShowing: false)]), shadow: shadow)
    #expect(
      fields.hidden
        == .only([MaskedRegion(PixelRegion(x: 38, y: 119, width: 112, height: 52), .accessibility)])
    )
  }

  @Test("a field in a tab that is not in front is not masked") func background() {
    var fields = WindowFields()
    take(&fields, scan(.qt, [field(120, 90, isShowing: false)]))
    #expect(fields.hidden == .only([]))
    #expect(!fields.showsFields)
  }

  @Test("a field that moved is masked all the way, and where it may turn") func moved() throws {
    var fields = WindowFields()
    take(&fields, scan(.qt, [field(120, 90)]))
    take(&fields, scan(.qt, at: 1100, [field(120, 190)]))
    let masks = try #require(masked(fields))
    for y in 36 - 50..<164 + 50 where y >= 0 {
      #expect(masks.contains(x: 50, y: y), "at \(y)")
    }
    take(&fields, scan(.qt, at: 1200, [field(120, 190)]))
    #expect(masked(fields)?.area == 88 * 28)
  }

  @Test("a field that comes into view was on its way before") func intoView() throws {
    var fields = WindowFields()
    take(&fields, scan(.qt, [field(120, 900, isShowing: false)]))
    #expect(fields.hidden == .only([]))
    take(&fields, scan(.qt, at: 1100, [field(120, 90)]))
    let masks = try #require(masked(fields))
    #expect(masks.contains(x: 50, y: 299))
  }

  @Test("while the window moves a field may be at each of its places") func windowMoves() throws {
    var fields = WindowFields()
    let later = frame.moved(x: 30, y: 0)
    take(&fields, scan(.qt, [field(120, 90)]), frames: [frame, later])
    let masks = try #require(masked(fields))
    #expect(masks.intersection(PixelRegion(x: 16, y: 36, width: 88, height: 28)).area == 88 * 28)
    #expect(masks.contains(x: 1, y: 40))
  }

  @Test("a glance moves what is known, and vouches for nothing") func glance() throws {
    var fields = WindowFields()
    take(&fields, scan(.qt, [field(120, 90), field(120, 290, name: "b")]))
    take(&fields, scan(.qt, at: 3000, [field(120, 110)], isGlance: true))
    #expect(fields.vouched == CallTime(milliseconds: 900))
    let masks = try #require(masked(fields))
    #expect(masks.intersection(PixelRegion(x: 16, y: 56, width: 88, height: 28)).area == 88 * 28)
    #expect(masks.intersection(PixelRegion(x: 16, y: 236, width: 88, height: 28)).area == 88 * 28)
  }

  @Test("a browser without a page, or with two, is hidden", arguments: [0, 2])
  func pages(count: Int) {
    var fields = WindowFields()
    let halves = (0..<count).map { index in
      document("\(index)", PixelRegion(x: 100 + 200 * index, y: 130, width: 200, height: 220))
    }
    take(&fields, scan(.gecko, documents: halves), listing: page)
    #expect(fields.hidden == .everything(.noAnswer))
    #expect(fields.vouched == nil)
  }

  @Test("only the page shows, with the pages in it") func area() throws {
    var fields = WindowFields()
    let inner = document("inner", PixelRegion(x: 150, y: 150, width: 50, height: 50), matching: [])
    take(&fields, scan(.gecko, documents: [inner, document("page")]), listing: page)
    let masks = try #require(masked(fields))
    #expect(masks == RegionSet(PixelRegion(x: 0, y: 0, width: 400, height: 80)))
  }

  @Test("a page of another address is out of scope") func address() {
    var fields = WindowFields()
    take(&fields, scan(.gecko, documents: [document("page", matching: [0])]), listing: page)
    #expect(fields.hidden == .everything(.scope))
  }

  @Test("a program that is no browser has no address to compare") func noBrowser() {
    var fields = WindowFields()
    take(&fields, scan(.qt), listing: page)
    #expect(fields.hidden == .everything(.scope))
  }

  @Test("Chromium is believed when two scans agree on a page that has content") func agreement() {
    var fields = WindowFields()
    take(&fields, scan(.chromium, documents: [document("old")]), listing: page)
    #expect(fields.hidden == .everything(.noAnswer))
    take(&fields, scan(.chromium, documents: [document("old")]), listing: page)
    #expect(masked(fields) != nil)
    take(&fields, scan(.chromium, documents: [document("new", children: false)]), listing: page)
    take(&fields, scan(.chromium, documents: [document("new", children: false)]), listing: page)
    #expect(fields.hidden == .everything(.noAnswer))
    take(&fields, scan(.chromium, documents: [document("new")]), listing: page)
    #expect(masked(fields) != nil)
  }

  @Test("where a browser's window moves, what was said stays and is not vouched for")
  func browserMoves() {
    var fields = WindowFields()
    take(&fields, scan(.gecko, documents: [document("page")]), listing: page)
    let before = fields.hidden
    take(
      &fields, scan(.gecko, at: 5000, documents: [document("page")]),
      frames: [frame, frame.moved(x: 1, y: 1)], listing: page)
    #expect(fields.hidden == before)
    #expect(fields.vouched == CallTime(milliseconds: 600))
  }

  @Test("while a page moves, a field may come by above, below and beside where it was told")
  func motion() throws {
    var fields = WindowFields()
    let secret = field(140, 180)
    take(&fields, scan(.other, [secret]))
    let still = try #require(masked(fields))
    // A line of text, a column of small things: no field moves there.
    fields.noteChange(PixelSize(width: 400, height: 56), at: CallTime(milliseconds: 1100))
    fields.noteChange(PixelSize(width: 43, height: 300), at: CallTime(milliseconds: 1100))
    #expect(masked(fields) == still)
    fields.noteChange(PixelSize(width: 44, height: 57), at: CallTime(milliseconds: 1200))
    fields.noteChange(PixelSize(width: 5, height: 5), at: CallTime(milliseconds: 1900))
    let cross = try #require(masked(fields))
    #expect(cross.intersection(PixelRegion(x: 36, y: 0, width: 88, height: 300)).area == 88 * 300)
    #expect(cross.intersection(PixelRegion(x: 0, y: 126, width: 400, height: 28)).area == 400 * 28)
    let inside = cross.intersection(PixelRegion(x: 0, y: 0, width: 400, height: 300))
    #expect(inside.area == 88 * 300 + 400 * 28 - 88 * 28)
    // A glance looks for no other fields, and this scan is of before the change had settled.
    take(&fields, scan(.other, at: 2500, [secret], isGlance: true))
    #expect(masked(fields) == cross)
    take(&fields, scan(.other, at: 2199, [secret]))
    #expect(masked(fields) == cross)
    take(&fields, scan(.other, at: 2200, [secret]))
    #expect(masked(fields) == still)
  }

  @Test("a field that Chromium tells of after its page moved may have come by, too")
  func arrival() throws {
    var fields = WindowFields()
    for time: Int64 in [1000, 1100] {
      take(&fields, scan(.chromium, at: time, documents: [document("page")]))
    }
    fields.noteChange(PixelSize(width: 300, height: 200), at: CallTime(milliseconds: 1200))
    take(&fields, scan(.chromium, at: 1300, [field(140, 180)], documents: [document("page")]))
    let column = PixelRegion(x: 36, y: 0, width: 88, height: 300)
    let cross = try #require(masked(fields))
    #expect(cross.intersection(column).area == column.area)
    // While the window moves as well, no answer counts.
    let moving = [frame, frame.moved(x: 1, y: 1)]
    take(
      &fields, scan(.chromium, at: 5000, [field(140, 180)], documents: [document("page")]),
      frames: moving)
    fields.noteChange(PixelSize(width: 1, height: 1), at: CallTime(milliseconds: 5100))
    #expect(masked(fields) == cross)
  }

  @Test(
    "what tells where its fields are now is believed",
    arguments: [Toolkit.gtk3, .qt, .java, .gecko])
  func livingAnswers(toolkit: Toolkit) throws {
    var fields = WindowFields()
    take(&fields, scan(toolkit, [field(140, 180)], documents: [document("page")]))
    let still = try #require(masked(fields))
    fields.noteChange(PixelSize(width: 400, height: 300), at: CallTime(milliseconds: 1200))
    #expect(masked(fields) == still)
  }
}
