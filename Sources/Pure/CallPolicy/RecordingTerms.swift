extension Policy {
  /// How a call is filmed, and how its film is cut.
  package struct Video: Equatable, Sendable {
    /// Observations a second (F2).
    package var rate: Int
    package var segmentSeconds: Int
    /// A clip with less film is destroyed (F1).
    package var shortestClipSeconds: Int

    package static let defaultRate = 15
    package static let defaultSegmentSeconds = 10
    package static let defaultShortestClipSeconds = 5

    package init(
      rate: Int = defaultRate, segmentSeconds: Int = defaultSegmentSeconds,
      shortestClipSeconds: Int = defaultShortestClipSeconds
    ) {
      self.rate = rate
      self.segmentSeconds = segmentSeconds
      self.shortestClipSeconds = shortestClipSeconds
    }
  }

  /// How secret fields are masked (N16).
  package struct RedactionTerms: Equatable, Sendable {
    /// How long a picture waits for a field that is found late.
    package var lookbackMilliseconds: Int

    package static let defaultLookbackMilliseconds = 1000

    package init(lookbackMilliseconds: Int = defaultLookbackMilliseconds) {
      self.lookbackMilliseconds = lookbackMilliseconds
    }
  }

  /// How long a clip is kept.
  package struct Retention: Equatable, Sendable {
    /// Days that a clip is kept (F12).
    package var clipDays: Int

    package static let defaultClipDays = 30

    package init(clipDays: Int = defaultClipDays) {
      self.clipDays = clipDays
    }
  }

  /// What who can open a clip may do with it.
  package struct Access: Equatable, Sendable {
    /// Whether a trainer may save a clip as a file (F10).
    package var export: Bool

    package init(export: Bool = false) {
      self.export = export
    }
  }

  /// When the banner shows beside the tray icon; there is no way to show neither (P2).
  package enum BannerRule: String, CaseIterable, Sendable {
    /// Where no tray icon can be seen.
    case auto
    case always
  }

  /// How the employee sees that recording is on.
  package struct Indicator: Equatable, Sendable {
    package var banner: BannerRule

    package init(banner: BannerRule = .auto) {
      self.banner = banner
    }
  }

  /// How the employee switches recording off (N12).
  package struct PrivateSwitch: Equatable, Sendable {
    /// Such as `Control+Alt+p`; nil for none.
    package var hotkey: String?

    package init(hotkey: String? = nil) {
      self.hotkey = hotkey
    }
  }
}
