internal import Synchronization

/// A number of seconds that several holders of one value see.
package final class SharedSeconds: Sendable {
  private let seconds = Atomic<Int64>(0)

  package init() {}

  package var value: Int64 {
    get { seconds.load(ordering: .relaxed) }
    set { seconds.store(newValue, ordering: .relaxed) }
  }
}
