package import Timeline

extension Policy {
  /// Something besides the session bus that tells of calls.
  package struct Source: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// The softphone's control socket, as `host:port`.
      case baresip(address: String)
      /// Asterisk's manager interface; `secret` and `certificateAuthority` are files.
      ///
      /// Without an extension each person's enrolment names theirs.
      case ami(
        address: String, extension: String?, user: String, secret: String, tls: Bool,
        certificateAuthority: String?)
      /// A program that prints events, with its arguments.
      case program(command: [String])
    }

    package var name: String
    package var kind: Kind
    /// The queue of its calls that name none.
    package var queue: String?

    package init(name: String, kind: Kind, queue: String? = nil) {
      self.name = name
      self.kind = kind
      self.queue = queue
    }
  }

  /// Where sealed clips go.
  package struct Store: Equatable, Sendable {
    /// `dir:/path` or `s3://bucket/prefix?endpoint=https://…&region=…`.
    package var url: String
    /// File of the workstations' keys, signed by the controller.
    package var workstations: String?
    /// What a ``CredentialSource`` is made of; a bucket needs it.
    package var credentials: String?
    /// File of certificates that are trusted instead of the system's.
    package var certificateAuthority: String?
    /// As curl(1) takes it; nil: as the environment says.
    package var proxy: String?
    /// Upload speed limit, in 1000 bytes a second.
    package var kilobytesPerSecond: Int?
    /// What may wait on a workstation before nothing more is recorded, in 1,000,000 bytes.
    package var spoolMegabytes = Limits.usualSpoolMegabytes
    /// What the workstation's disk must have left before a call is recorded, in 1,000,000 bytes.
    package var freeMegabytes = Limits.usualFreeMegabytes

    package init(
      url: String, workstations: String? = nil, credentials: String? = nil,
      certificateAuthority: String? = nil, proxy: String? = nil, kilobytesPerSecond: Int? = nil,
      spoolMegabytes: Int = Limits.usualSpoolMegabytes,
      freeMegabytes: Int = Limits.usualFreeMegabytes
    ) {
      self.url = url
      self.workstations = workstations
      self.credentials = credentials
      self.certificateAuthority = certificateAuthority
      self.proxy = proxy
      self.kilobytesPerSecond = kilobytesPerSecond
      self.spoolMegabytes = spoolMegabytes
      self.freeMegabytes = freeMegabytes
    }
  }

  /// What a recipient's key is for.
  package enum RecipientRole: String, CaseIterable, Sendable {
    case trainer
    case recovery
  }

  /// A person who can open clips, never a team (F10).
  package struct Recipient: Equatable, Sendable {
    package var name: String
    package var role: RecipientRole
    /// `callreel-key-…` text.
    package var key: String
    /// The last day on which clips are sealed to it.
    package var until: CalendarDay

    package init(name: String, role: RecipientRole, key: String, until: CalendarDay) {
      self.name = name
      self.role = role
      self.key = key
      self.until = until
    }
  }
}
