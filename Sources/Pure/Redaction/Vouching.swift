package import Timeline

/// Which pixels of a window show no more than was said of it.
package struct Vouching: Equatable, Sendable {
  /// Those that were fetched up to then.
  package var through: CallTime
  /// Not those of these times, though: they changed again before the program could be asked.
  package var unasked: [CallTime]

  /// When the answer was asked for that tells it, whose masks belong to it; nil without questions.
  package var asked: CallTime?

  package init(through: CallTime, asked: CallTime? = nil, unasked: [CallTime] = []) {
    self.through = through
    self.asked = asked
    self.unasked = unasked
  }
}
