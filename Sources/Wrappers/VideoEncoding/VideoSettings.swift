/// How film is encoded; two encoders of one size and one setting make joinable film.
package struct VideoSettings: Equatable, Sendable {
  package enum MotionSearch: String, Sendable {
    case diamond = "dia"
    case hexagon = "hex"
    case unevenMultiHexagon = "umh"
  }

  /// Constant quantiser of x264, 1 (finest) to 51.
  package var quantiser = 23
  package var motionSearch = MotionSearch.unevenMultiHexagon
  /// How far a moved block is looked for, in pixels: long scrolls need it.
  package var motionRange = 128
  /// x264's subme, 0 (whole pixels) to 11.
  package var subpixelRefinement = 0

  package init() {}

  /// As x264 reads them, beyond what the ultrafast preset sets.
  var parameters: String {
    [
      "qp=\(quantiser)", "me=\(motionSearch.rawValue)", "merange=\(motionRange)",
      "subme=\(subpixelRefinement)", "no-deblock=1", "bframes=0", "rc-lookahead=0",
      "sync-lookahead=0",
      "mbtree=0", "weightp=0", "scenecut=0", "force-cfr=1", "threads=1", "keyint=infinite",
    ].joined(separator: ":")
  }
}
