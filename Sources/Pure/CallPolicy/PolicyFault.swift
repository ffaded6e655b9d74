/// A value of a policy that a rule does not allow.
///
/// The sentences quote numbers, dates and names of settings, never a person's data (P10).
package struct PolicyFault: Equatable, Sendable {
  /// The setting, such as `sampling.share` or `window[2].url`, counted from 0.
  package let key: String
  package let rule: Rule?
  /// What is wrong, such as `0.5 is more than 0.2`.
  package let problem: String
  /// What would be right, such as `a smaller share`.
  package let advice: String?

  package init(_ key: String, _ rule: Rule?, _ problem: String, advice: String? = nil) {
    self.key = key
    self.rule = rule
    self.problem = problem
    self.advice = advice
  }
}

/// Gathers the faults of one policy.
struct PolicyFaults {
  private(set) var all: [PolicyFault] = []

  mutating func add(_ key: String, _ rule: Rule?, _ problem: String, advice: String? = nil) {
    all.append(PolicyFault(key, rule, problem, advice: advice))
  }

  mutating func require(_ text: String, _ key: String, _ rule: Rule?) {
    if text.allSatisfy(\.isWhitespace) { add(key, rule, "is empty") }
  }

  mutating func require(_ text: LocalizedText, _ key: String, _ rule: Rule?) {
    let versions = text.versions
    if versions.isEmpty || versions.contains(where: { $0.text.allSatisfy(\.isWhitespace) }) {
      add(key, rule, "is empty")
    }
  }

  mutating func limit(_ value: Int, _ key: String, to range: ClosedRange<Int>, _ rule: Rule?) {
    if value > range.upperBound {
      add(key, rule, "\(value) is more than \(range.upperBound)", advice: "a smaller value")
    } else if value < range.lowerBound {
      add(key, rule, "\(value) is less than \(range.lowerBound)", advice: "a larger value")
    }
  }

  /// Names every value that an earlier one of the list has too.
  mutating func refuseRepeats<Value: Hashable>(
    _ values: [Value], _ rule: Rule?, key: (Int) -> String
  ) {
    var seen: Set<Value> = []
    for (index, value) in values.enumerated() where !seen.insert(value).inserted {
      add(key(index), rule, "is used twice")
    }
  }
}

extension Policy {
  /// Everything that this policy may not say, in the order of the file; empty for a valid one.
  package var faults: [PolicyFault] {
    var faults = PolicyFaults()
    checkJustification(&faults)
    checkNotice(&faults)
    checkCampaign(&faults)
    checkCalls(&faults)
    checkSampling(&faults)
    checkWindows(&faults)
    checkSensitive(&faults)
    checkTerms(&faults)
    checkSources(&faults)
    checkStore(&faults)
    checkRecipients(&faults)
    return faults.all
  }
}
