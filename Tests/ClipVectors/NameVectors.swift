import ClipFormat

/// Objects that have no name of a clip's.
enum NameVectors {
  static let all = [
    NamedVector("nameUpperCase", nameUpperCase),
    NamedVector("nameShortNumber", nameShortNumber),
    NamedVector("nameLongNumber", nameLongNumber),
    NamedVector("nameUpperFingerprint", nameUpperFingerprint),
    NamedVector("nameShortFingerprint", nameShortFingerprint),
    NamedVector("namePicture", namePicture),
    NamedVector("nameFolder", nameFolder),
  ]

  private static func nameUpperCase() -> Vector {
    drafted().with("Opening") { $0 = [1] }.opened(.name, in: "Opening", "Names are lower case.")
  }

  private static func nameShortNumber() -> Vector {
    drafted().with("0.segment") { $0 = [1] }.opened(
      .name, in: "0.segment", "A segment has five digits.")
  }

  private static func nameLongNumber() -> Vector {
    drafted().with("100000.segment") { $0 = [1] }.opened(
      .name, in: "100000.segment", "A segment has five digits.")
  }

  private static func nameUpperFingerprint() -> Vector {
    drafted().with("key.0123456789ABCDEF") { $0 = [1] }.opened(
      .name, in: "key.0123456789ABCDEF", "Fingerprints are lower case.")
  }

  private static func nameShortFingerprint() -> Vector {
    drafted().with("rewrap.0123456789abcde") { $0 = [1] }.opened(
      .name, in: "rewrap.0123456789abcde", "Fingerprints have sixteen digits.")
  }

  private static func namePicture() -> Vector {
    drafted().with("thumbnail.jpg") { $0 = [1] }.opened(
      .name, in: "thumbnail.jpg", "A clip holds no picture.")
  }

  private static func nameFolder() -> Vector {
    drafted().with("../opening") { $0 = [1] }.opened(.name, in: "../opening", "A name is no path.")
  }
}
