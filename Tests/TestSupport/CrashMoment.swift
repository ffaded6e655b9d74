/// A moment of a recorded call at which one of its programs is killed.
package struct CrashMoment: Sendable, CustomStringConvertible {
  package enum Phase: String, CaseIterable, Sendable {
    /// Before there is film enough to keep.
    case beginning
    case filming
    case held
    /// Between the end of the call and the end of the recorder.
    case closing
    /// After the recorder has ended.
    case uploading
  }

  package enum Victim: String, Sendable {
    case recorder = "callreel-recorder"
    case agent = "callreel-agent"
    case uploader = "callreel-upload"
  }

  package let phase: Phase
  package let victim: Victim
  /// How long the call is filmed before the phase begins.
  package let filmedMilliseconds: Int
  /// How far into the phase the program is killed.
  package let delayMicroseconds: UInt32

  /// The phases come in turn, so that few moments show all of them.
  package init(number: Int, using random: inout SeededGenerator) {
    phase = Phase.allCases[number % Phase.allCases.count]
    let victims: [Victim] = phase == .uploading ? [.agent, .uploader] : [.recorder, .agent]
    victim = victims[(number / Phase.allCases.count) % 2]
    filmedMilliseconds =
      switch phase {
      case .beginning: Int.random(in: 0...1800, using: &random)
      case .filming: Int.random(in: 2200...7000, using: &random)
      case .held, .closing, .uploading: Int.random(in: 2200...4500, using: &random)
      }
    let longest: UInt32 =
      switch phase {
      case .beginning, .filming: 100_000
      case .held: 900_000
      case .closing: 60_000
      case .uploading: 30_000
      }
    delayMicroseconds = UInt32.random(in: 0...longest, using: &random)
  }

  package var description: String {
    "\(victim.rawValue) killed while \(phase.rawValue), after \(filmedMilliseconds) ms of film and "
      + "\(delayMicroseconds) µs"
  }
}
