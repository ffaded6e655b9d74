internal import Geometry

/// The picture of a business program: fields with labels, and a list that grows.
struct BusinessForm {
  private static let fields = [
    ("Customer", "Example Customer 4711"), ("Contract", "HOME-2210-88"),
    ("Reported", "2026-11-02"), ("Kind of claim", "Water damage, kitchen"),
    ("Handled by", "Team North"), ("State", "Under review"),
  ]

  private(set) var rows: [String] = []
  private(set) var rowCount = 0

  mutating func append(_ row: String) {
    rowCount += 1
    rows.append(row)
    if rows.count > 200 { rows.removeFirst() }
  }

  func paint(_ painting: borrowing Painting, title: String, size: PixelSize) {
    painting.fill(Colour(0xf3f5f7))
    painting.fill(PixelRegion(x: 0, y: 0, width: size.width, height: 44), Colour(0x1f4e79))
    painting.text(title, x: 18, y: 28, size: 17, .white, bold: true)
    let counter = "\(rowCount) entries"
    let counterX = size.width - 18 - painting.width(of: counter, size: 14)
    painting.text(counter, x: counterX, y: 28, size: 14, Colour(0xcfe0f0))
    let listTop = paintFields(painting, size: size)
    paintList(painting, top: listTop, size: size)
  }

  /// Two columns of labelled fields; answers where they end.
  private func paintFields(_ painting: borrowing Painting, size: PixelSize) -> Int {
    let width = (size.width - 54) / 2
    for (index, field) in Self.fields.enumerated() {
      let x = 18 + index % 2 * (width + 18)
      let y = 58 + index / 2 * 54
      painting.text(field.0, x: x, y: y + 12, size: 12, .paleInk)
      let box = PixelRegion(x: x, y: y + 18, width: width, height: 26)
      painting.fill(box, .white, radius: 4)
      painting.frame(box, Colour(0xc4ccd4), radius: 4)
      painting.text(field.1, x: x + 8, y: y + 36, size: 14, .ink)
    }
    return 58 + (Self.fields.count + 1) / 2 * 54 + 8
  }

  private func paintList(_ painting: borrowing Painting, top: Int, size: PixelSize) {
    let rowHeight = 24
    let list = PixelRegion(left: 18, top: top, right: size.width - 18, bottom: size.height - 18)
    guard list.height > 2 * rowHeight else { return }
    painting.fill(list, .white)
    painting.fill(
      PixelRegion(x: list.x, y: list.y, width: list.width, height: rowHeight), Colour(0xdde6ee))
    painting.text("Notes", x: list.x + 10, y: list.y + 17, size: 13, .ink, bold: true)
    let room = list.height / rowHeight - 1
    let shown = rows.suffix(room)
    let first = rowCount - shown.count
    for (index, row) in shown.enumerated() {
      let line = PixelRegion(
        x: list.x, y: list.y + (index + 1) * rowHeight, width: list.width, height: rowHeight)
      // A row keeps its shade while it scrolls.
      if (first + index) % 2 == 1 { painting.fill(line, Colour(0xf6f9fb)) }
      painting.text("\(first + index + 1)", x: line.x + 10, y: line.y + 17, size: 13, .paleInk)
      painting.text(row, x: line.x + 50, y: line.y + 17, size: 13, .ink)
    }
    painting.frame(list, Colour(0xc4ccd4))
  }
}
