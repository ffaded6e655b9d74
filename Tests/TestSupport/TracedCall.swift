import ClipFormat
import Timeline

/// What agent, recorder and uploader did on the disk from the first ring of a call on.
package struct TracedCall: Sendable {
  package enum Story: String, CaseIterable, Sendable {
    /// Held, which is told too late, so that sealed film is cut; then ended.
    case heldLate
    /// The recorder is killed.
    case killed
    /// The employee has the film erased.
    case erased
  }

  /// One moment to cut the power at, and what then is gone.
  package struct State: Sendable {
    package let step: Int
    package let loss: PowerLoss
    package let tree: [String: DiskNode]
  }

  package let story: Story
  package let clip: ClipIdentifier
  package let operations: [DiskOperation]
  /// No film of after this moment may come back once it was cut; nil where nothing was cut.
  package let cut: CallTime?
  /// What was there before, on the disk for certain and not.
  let folders: (kept: [String], made: [String])

  /// Each state once.
  package func states(using random: inout SeededGenerator) -> [State] {
    var disk = DiskModel(kept: folders.kept, made: folders.made)
    var states: [State] = []
    for step in 0...operations.count {
      var seen: Set<[String: DiskNode]> = []
      // What is random comes more than once.
      for loss in PowerLoss.allCases + [.torn, .anything, .anything] {
        let tree = disk.tree(after: loss, using: &random)
        if seen.insert(tree).inserted { states.append(State(step: step, loss: loss, tree: tree)) }
      }
      if step < operations.count { disk.apply(operations[step]) }
    }
    return states
  }

  /// How many fragments were promised to be on the disk: those after which something else was done.
  package func promisedFragments(before step: Int) -> Int {
    var ends: [(path: String, end: Int)] = []
    var sizes: [String: Int] = [:]
    var last: Int?
    var isClosed = false
    for (index, operation) in operations.prefix(step).enumerated() {
      switch operation {
      case .append(let path, let bytes) where isSegment(path):
        sizes[path, default: 0] += bytes.count
        ends.append((path, sizes[path, default: 0]))
        last = index
      case .truncate(let path, let length) where isSegment(path):
        sizes[path] = length
        ends.removeAll { $0.path > path || $0.path == path && $0.end > length }
      case .remove(let path) where isSegment(path) && !isClosed:
        sizes[path] = nil
        // What follows on it goes as well.
        ends.removeAll { $0.path >= path }
      case .open(let path): if path.hasSuffix("/closing") { isClosed = true }
      default: break
      }
    }
    guard let last, ends.last.map({ sizes[$0.path] == $0.end }) ?? false else { return ends.count }
    return isPromised(after: last, before: step) ? ends.count : ends.count - 1
  }

  /// Whether the signed end was promised to be on the disk.
  package func isEndPromised(before step: Int) -> Bool {
    guard let index = operations.firstIndex(where: { $0.isAppend(to: "/closing") }) else {
      return false
    }
    return isPromised(after: index, before: step)
  }

  /// Whether the film that was told to be too late was promised to be gone.
  package func isCutPromised(before step: Int) -> Bool {
    guard
      let index = operations.firstIndex(where: {
        if case .truncate(let path, _) = $0 { isSegment(path) } else { false }
      })
    else { return false }
    let next = operations[index...].firstIndex { $0.isAppend(to: ".segment") }
    return next.map { $0 <= step } ?? false
  }

  /// Whether the keys were promised to be gone for ever.
  package func isErasurePromised(before step: Int) -> Bool {
    guard story == .erased,
      let index = operations.lastIndex(where: {
        if case .remove(let path) = $0 {
          path.hasPrefix("spool/") && path.contains("/key.")
        } else {
          false
        }
      })
    else { return false }
    return isPromised(after: index, before: step)
  }

  package func lastWord(before step: Int) -> String {
    guard step > 0 else { return "nothing" }
    if case .append(let path, let bytes) = operations[step - 1] {
      return "append(\(path), \(bytes.count) bytes)"
    }
    return "\(operations[step - 1])"
  }

  /// Nothing else is done before the disk has been waited for.
  private func isPromised(after index: Int, before step: Int) -> Bool {
    let next = operations[(index + 1)...].firstIndex { !$0.isSync } ?? operations.count
    return next <= step
  }

  private func isSegment(_ path: String) -> Bool {
    path.hasPrefix("spool/") && path.hasSuffix(".segment")
  }
}

extension DiskOperation {
  fileprivate func isAppend(to suffix: String) -> Bool {
    if case .append(let path, _) = self {
      path.hasPrefix("spool/") && path.hasSuffix(suffix)
    } else {
      false
    }
  }
}
