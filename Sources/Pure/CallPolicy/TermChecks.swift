extension Policy {
  func checkCalls(_ faults: inout PolicyFaults) {
    faults.require(calls.customersFile, "calls.customers", .n2)
    faults.limit(
      calls.longestMinutes, "calls.longest_minutes", to: Limits.longestMinutes, .f8)
    for (index, queue) in queues.enumerated() {
      faults.require(queue.name, "queue[\(index)].name", .f8)
    }
    faults.refuseRepeats(queues.map(\.name), .f8) { "queue[\($0)].name" }
  }

  func checkSampling(_ faults: inout PolicyFaults) {
    let share = sampling.share
    if share > Limits.share {
      faults.add(
        "sampling.share", .f8, "\(share) is more than \(Limits.share)", advice: "a smaller share")
    } else if !(share > 0) {
      faults.add("sampling.share", .f8, "\(share) is not more than 0", advice: "a larger share")
    }
    faults.limit(
      sampling.perPersonPerWeek, "sampling.per_person_per_week", to: Limits.perPersonPerWeek, .f8)
    let seeds = sampling.seeds
    if !Limits.seedParties.contains(seeds.count) {
      faults.add(
        "sampling.seeds", .n3, "\(seeds.count) parties are not enough or too many",
        advice: "one seed of the controller, one of the council")
    }
    for (index, seed) in seeds.enumerated() where !Self.isCommitment(seed.commitment) {
      faults.add(
        "sampling.seeds[\(index)].commitment", .n3, "is not a commitment",
        advice: "64 hexadecimal digits")
    }
    faults.refuseRepeats(seeds.map(\.file), .n3) { "sampling.seeds[\($0)].file" }
    faults.refuseRepeats(seeds.map { $0.commitment.lowercased() }, .n3) {
      "sampling.seeds[\($0)].commitment"
    }
  }

  func checkTerms(_ faults: inout PolicyFaults) {
    faults.limit(video.rate, "video.rate", to: Limits.rate, .f2)
    faults.limit(video.segmentSeconds, "video.segment_seconds", to: Limits.segmentSeconds, nil)
    if video.segmentSeconds % Limits.fragmentSeconds != 0 {
      faults.add(
        "video.segment_seconds", nil,
        "\(video.segmentSeconds) is not a multiple of \(Limits.fragmentSeconds)")
    }
    faults.limit(
      video.shortestClipSeconds, "video.min_clip_seconds", to: Limits.shortestClipSeconds, .f1)
    faults.limit(
      redaction.lookbackMilliseconds, "redaction.lookback_ms", to: Limits.lookbackMilliseconds,
      .n16)
    faults.limit(retention.clipDays, "retention.clips", to: Limits.clipDays, .f12)
    if let hotkey = privateSwitch.hotkey, !Self.isHotkey(hotkey) {
      faults.add(
        "private.hotkey", .n12, "is not a key with modifiers", advice: "such as Control+Alt+p")
    }
  }

  private static func isCommitment(_ text: String) -> Bool {
    text.utf8.count == 2 * Limits.seedBytes && text.allSatisfy(\.isHexDigit)
  }

  /// A modifier at least, so that no letter of a text is swallowed; the last part is a keysym.
  private static func isHotkey(_ text: String) -> Bool {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false)
    guard parts.count >= 2, let key = parts.last, !key.isEmpty else { return false }
    let modifiers = parts.dropLast()
    return modifiers.allSatisfy { ["Control", "Alt", "Super", "Shift"].contains($0) }
      && Set(modifiers).count == modifiers.count && modifiers.contains { $0 != "Shift" }
      && key.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || byte == UInt8(ascii: "_")
      }
  }
}
