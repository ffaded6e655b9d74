/// Which windows of a browser are private ones, by what the browser calls them (F5).
///
/// It puts its own name at the end of a window's, and says there in its language that the window is
/// private: after the name ("Chromium (Incognito)") or before it ("Navigation privée de Mozilla
/// Firefox"). Only the bare name is known to mean an ordinary window.
extension Toolkit {
  private static let geckoBrands = ["Mozilla Firefox", "Firefox Developer Edition", "LibreWolf"]
  private static let chromiumBrands = ["Chromium", "Google Chrome", "Microsoft Edge", "Brave"]
  private static let separators = [" — ", " – ", " - "]

  /// Whether a window of that name may be a private one.
  package func callsPrivate(_ name: String) -> Bool {
    switch self {
    case .gecko:
      guard let (before, after) = Self.split(name, at: Self.geckoBrands) else { return true }
      let isBare = before.isEmpty || Self.separators.contains(where: before.hasSuffix)
      return !after.isEmpty || !isBare
    case .chromium:
      // Programs that are built on it have no private windows, and names of their own.
      guard let (_, after) = Self.split(name, at: Self.chromiumBrands) else { return false }
      // The name of a profile follows where there are several.
      return !(after.isEmpty || Self.separators.contains(where: after.hasPrefix))
    case .gtk3, .gtk4, .qt, .java, .other: return false
    }
  }

  /// What comes before and after the last of the browsers' names.
  private static func split(
    _ name: String, at brands: [String]
  ) -> (before: Substring, after: Substring)? {
    let places = brands.compactMap { name.ranges(of: $0).last }
    return places.max { $0.upperBound < $1.upperBound }.map {
      (name[..<$0.lowerBound], name[$0.upperBound...])
    }
  }
}
