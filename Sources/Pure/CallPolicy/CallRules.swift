package import Timeline

extension Policy {
  /// Which calls may be recorded at all.
  package struct Calls: Equatable, Sendable {
    /// File of customers' numbers (N2).
    package var customersFile: String
    /// Files of the never-list and of the key of its hashes (F11); both or neither.
    package var never: NeverFiles?
    package var country: Country
    package var longestMinutes: Int

    package static let defaultLongestMinutes = 120

    package init(
      customersFile: String, never: NeverFiles?, country: Country,
      longestMinutes: Int = defaultLongestMinutes
    ) {
      self.customersFile = customersFile
      self.never = never
      self.country = country
      self.longestMinutes = longestMinutes
    }
  }

  /// Whom nobody may record: hashed numbers, and the key of the hashes (F11).
  package struct NeverFiles: Equatable, Sendable {
    package var list: String
    package var key: String

    package init(list: String, key: String) {
      self.list = list
      self.key = key
    }
  }

  /// What is true of a queue's calls where the event does not say.
  package struct Queue: Equatable, Sendable {
    package var name: String
    /// Its calls may be recorded for training.
    package var flagged: Bool
    /// Callers of this direction are told beforehand (N5).
    package var informedInbound: Bool
    package var informedOutbound: Bool
    /// Its calls are kept as evidence, so never as training (N13).
    package var evidence: Bool

    package init(
      name: String, flagged: Bool, informedInbound: Bool, informedOutbound: Bool, evidence: Bool
    ) {
      self.name = name
      self.flagged = flagged
      self.informedInbound = informedInbound
      self.informedOutbound = informedOutbound
      self.evidence = evidence
    }

    /// A call of unknown direction counts as informed only where both directions are.
    package func informs(_ direction: CallDirection?) -> Bool {
      switch direction {
      case .inbound: informedInbound
      case .outbound: informedOutbound
      case nil: informedInbound && informedOutbound
      }
    }
  }

  /// How calls are drawn (F8, N3).
  package struct Sampling: Equatable, Sendable {
    /// The part of the eligible calls that is drawn, 0…``Limits/share``.
    package var share: Double
    package var perPersonPerWeek: Int
    package var seeds: [Seed]

    package static let defaultShare = 0.1
    package static let defaultPerPersonPerWeek = 5

    package init(
      share: Double = defaultShare, perPersonPerWeek: Int = defaultPerPersonPerWeek, seeds: [Seed]
    ) {
      self.share = share
      self.perPersonPerWeek = perPersonPerWeek
      self.seeds = seeds
    }
  }

  /// One party's part in the draw, promised before the campaign (N3).
  package struct Seed: Equatable, Sendable {
    package var file: String
    /// Hexadecimal BLAKE2b-256 of the seed's bytes.
    package var commitment: String

    package init(file: String, commitment: String) {
      self.file = file
      self.commitment = commitment
    }
  }
}
