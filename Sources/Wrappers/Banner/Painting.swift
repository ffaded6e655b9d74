internal import CCairo
internal import CX11
internal import Geometry

/// A colour as 0xRRGGBB.
struct Colour: Equatable {
  let rgb: UInt32

  init(_ rgb: UInt32) { self.rgb = rgb }

  static let white = Colour(0xffffff)
  static let ink = Colour(0x1f2933)
  static let paleInk = Colour(0x66727f)
  static let signal = Colour(0xd92d20)

  func part(_ shift: UInt32) -> Double { Double(rgb >> shift & 0xff) / 255 }
}

/// Draws into a window or pixmap by cairo; the picture is there when the painting ends.
@safe struct Painting: ~Copyable {
  private let surface: OpaquePointer
  private let context: OpaquePointer

  init?(_ connection: borrowing BannerConnection, _ target: Drawable, _ size: PixelSize) {
    let visual = unsafe XDefaultVisual(
      connection.handle, XDefaultScreen(connection.handle))
    guard
      let surface = unsafe cairo_xlib_surface_create(
        connection.handle, target, visual, Int32(size.width), Int32(size.height)),
      let context = unsafe cairo_create(surface)
    else { return nil }
    unsafe cairo_push_group(context)
    unsafe self.surface = surface
    unsafe self.context = context
  }

  deinit {
    unsafe cairo_pop_group_to_source(context)
    unsafe cairo_paint(context)
    unsafe cairo_destroy(context)
    unsafe cairo_surface_finish(surface)
    unsafe cairo_surface_destroy(surface)
  }

  func fill(_ colour: Colour) {
    choose(colour)
    unsafe cairo_paint(context)
  }

  func fill(_ region: PixelRegion, _ colour: Colour, radius: Double = 0) {
    trace(region, inset: 0, radius: radius)
    choose(colour)
    unsafe cairo_fill(context)
  }

  /// Draws a line one pixel wide just inside the region's edge.
  func frame(_ region: PixelRegion, _ colour: Colour, radius: Double = 0) {
    trace(region, inset: 0.5, radius: radius)
    choose(colour)
    unsafe cairo_set_line_width(context, 1)
    unsafe cairo_stroke(context)
  }

  func dot(x: Double, y: Double, radius: Double, _ colour: Colour) {
    unsafe cairo_new_path(context)
    unsafe cairo_arc(context, x, y, radius, 0, 2 * .pi)
    choose(colour)
    unsafe cairo_fill(context)
  }

  /// Puts a square picture there: rows of alpha, red, green and blue.
  func picture(_ bytes: [UInt8], size: Int, x: Int, y: Int) {
    var pixels = (0..<size * size).map { index in
      let alpha = UInt32(bytes[index * 4])
      // As cairo wants them: multiplied by their alpha.
      func part(_ offset: Int) -> UInt32 { UInt32(bytes[index * 4 + offset]) * alpha / 255 }
      return alpha << 24 | part(1) << 16 | part(2) << 8 | part(3)
    }
    unsafe pixels.withUnsafeMutableBytes { memory in
      guard
        let source = unsafe cairo_image_surface_create_for_data(
          memory.bindMemory(to: UInt8.self).baseAddress, CAIRO_FORMAT_ARGB32, Int32(size),
          Int32(size), Int32(size * 4))
      else { return }
      unsafe cairo_set_source_surface(context, source, Double(x), Double(y))
      unsafe cairo_paint(context)
      // The context must not keep what ends here.
      unsafe cairo_set_source_rgb(context, 0, 0, 0)
      unsafe cairo_surface_finish(source)
      unsafe cairo_surface_destroy(source)
    }
  }

  /// Writes one line.
  ///
  /// `y` is the baseline; `size` is in pixels.
  func text(
    _ text: String, x: Int, y: Int, size: Double, _ colour: Colour, bold: Bool = false
  ) {
    setFont(size: size, bold: bold)
    choose(colour)
    unsafe cairo_move_to(context, Double(x), Double(y))
    unsafe cairo_show_text(context, text)
  }

  /// How far `text` reaches, in pixels.
  func width(of text: String, size: Double, bold: Bool = false) -> Int {
    setFont(size: size, bold: bold)
    var extents = cairo_text_extents_t()
    unsafe cairo_text_extents(context, text, &extents)
    return Int(extents.x_advance.rounded(.up))
  }

  private func setFont(size: Double, bold: Bool) {
    unsafe cairo_select_font_face(
      context, "sans", CAIRO_FONT_SLANT_NORMAL,
      bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    unsafe cairo_set_font_size(context, size)
  }

  private func choose(_ colour: Colour) {
    unsafe cairo_set_source_rgb(context, colour.part(16), colour.part(8), colour.part(0))
  }

  private func trace(_ region: PixelRegion, inset: Double, radius: Double) {
    let left = Double(region.x) + inset
    let top = Double(region.y) + inset
    let right = Double(region.right) - inset
    let bottom = Double(region.bottom) - inset
    unsafe cairo_new_path(context)
    guard radius > 0 else {
      unsafe cairo_rectangle(context, left, top, right - left, bottom - top)
      return
    }
    unsafe cairo_arc(context, right - radius, top + radius, radius, -.pi / 2, 0)
    unsafe cairo_arc(context, right - radius, bottom - radius, radius, 0, .pi / 2)
    unsafe cairo_arc(context, left + radius, bottom - radius, radius, .pi / 2, .pi)
    unsafe cairo_arc(context, left + radius, top + radius, radius, .pi, 1.5 * .pi)
    unsafe cairo_close_path(context)
  }
}
