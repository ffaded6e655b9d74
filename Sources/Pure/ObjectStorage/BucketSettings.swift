/// Whether a bucket keeps what is removed or written over.
package enum BucketVersioning: Equatable, Sendable {
  case never
  case on
  /// Off again: versions from before are still kept.
  case suspended

  package init(document root: XMLElement) {
    self =
      switch root.child("Status")?.text {
      case "Enabled": .on
      case "Suspended": .suspended
      default: .never
      }
  }
}

/// How long a bucket lets nobody remove an object.
package enum BucketLock: Equatable, Sendable {
  case none
  /// Only objects that ask for it are locked.
  case possible
  /// Each object, for so many days.
  case each(days: Int)

  package init(document root: XMLElement) {
    guard root.child("ObjectLockEnabled")?.text == "Enabled" else {
      self = .none
      return
    }
    let rule = root.child("Rule")?.child("DefaultRetention")
    if let days = rule?.child("Days").flatMap({ Int($0.text) }) {
      self = .each(days: days)
    } else if let years = rule?.child("Years").flatMap({ Int($0.text) }), years < 1000 {
      self = .each(days: years * 365)
    } else {
      self = rule == nil ? .possible : .each(days: .max)
    }
  }
}

/// Whether a bucket's objects are copied elsewhere.
package enum BucketReplication {
  package static func isOn(document root: XMLElement) -> Bool {
    root.children("Rule").contains { $0.child("Status")?.text == "Enabled" }
  }
}

/// What the rules of a bucket's lifecycle do to objects below a prefix.
package struct BucketLifecycle: Equatable, Sendable {
  /// The first day on which an object somewhere below goes; nil where none does.
  package var earliestDays: Int?
  /// The day on which every object below has gone.
  package var latestDays: Int?
  /// How long a version is kept that is the latest no more; nil where for ever.
  package var noncurrentDays: Int?

  package init(earliestDays: Int? = nil, latestDays: Int? = nil, noncurrentDays: Int? = nil) {
    self.earliestDays = earliestDays
    self.latestDays = latestDays
    self.noncurrentDays = noncurrentDays
  }

  /// `tags`: `NAME=VALUE` of each object.
  package init(document root: XMLElement, prefix: String, tags: [String]) {
    for rule in root.children("Rule") where rule.child("Status")?.text == "Enabled" {
      let scope = Scope(rule)
      let days = rule.child("Expiration")?.child("Days").flatMap { Int($0.text) }
      let noncurrent = rule.child("NoncurrentVersionExpiration")?
        .child("NoncurrentDays").flatMap { Int($0.text) }
      if scope.meets(prefix, tags: tags) { earliestDays = Self.least(earliestDays, days) }
      if scope.covers(prefix, tags: tags) {
        latestDays = Self.least(latestDays, days)
        noncurrentDays = Self.least(noncurrentDays, noncurrent)
      }
    }
  }

  private static func least(_ first: Int?, _ second: Int?) -> Int? {
    [first, second].compactMap { $0 }.min()
  }

  /// Which objects a rule is for.
  private struct Scope {
    private let prefix: String
    private let tags: [String]
    /// Sizes and what may be thought of later: not for every object.
    private let isNarrower: Bool

    init(_ rule: XMLElement) {
      let filter = rule.child("Filter")
      let both = filter?.child("And") ?? filter
      prefix = (rule.child("Prefix") ?? both?.child("Prefix"))?.text ?? ""
      tags = (both?.children("Tag") ?? []).map { tag in
        (tag.child("Key")?.text ?? "") + "=" + (tag.child("Value")?.text ?? "")
      }
      isNarrower = both?.children.contains { !["Prefix", "Tag", "And"].contains($0.name) } ?? false
    }

    func meets(_ other: String, tags: [String]) -> Bool {
      (other.hasPrefix(prefix) || prefix.hasPrefix(other)) && self.tags.allSatisfy(tags.contains)
    }

    func covers(_ other: String, tags: [String]) -> Bool {
      other.hasPrefix(prefix) && self.tags.allSatisfy(tags.contains) && !isNarrower
    }
  }
}
