internal import ByteCoding
internal import CallPolicy
internal import ClipFormat
internal import ClipSealing

/// Reads one directory from `policy.toml` outwards, and keeps what it objects to.
struct ConfigurationLoader {
  static let policyFile = "policy.toml"
  static let policyLimit = 1 << 20
  private static let customersLimit = 64 << 20
  private static let keyFileLimit = 4096
  private static let hashDomain = "callreel policy 1"

  let directory: ConfigurationDirectory
  var errors: [ConfigurationError] = []
  /// The fingerprints of the controller's list; nil where there is none yet.
  var listedWorkstations: [String]?

  init(_ directory: ConfigurationDirectory) {
    self.directory = directory
  }

  /// What `policy.toml` says, with the hash of its bytes; nil after errors.
  mutating func readPolicy() -> (policy: Policy, hash: [UInt8], findings: Findings)? {
    guard let bytes = read(Self.policyFile, limit: Self.policyLimit, missing: .noPolicy),
      let (members, findings) = parse(bytes, file: Self.policyFile)
    else { return nil }
    let policy = PolicyReader.read(TableReader(members, findings: findings))
    if findings.errors.isEmpty {
      for fault in policy.faults { findings.add(fault) }
    }
    guard findings.errors.isEmpty else {
      errors += findings.errors
      return nil
    }
    var framed = ByteWriter()
    framed.block(Self.hashDomain.utf8)
    framed.block(bytes)
    return (policy, Digest.blake2b256(framed.bytes), findings)
  }

  mutating func readCustomers(_ policy: Policy) -> CustomerList {
    let file = policy.calls.customersFile
    guard let bytes = read(file, limit: Self.customersLimit, rule: .n2) else {
      return CustomerList()
    }
    do throws(CustomerListError) {
      return try CustomerList(text: bytes)
    } catch {
      switch error.problem {
      case .notANumber:
        add(file, error.line, .n2, "is not a number", advice: "E.164, as +33 and nine digits")
      case .shortPrefix:
        add(
          file, error.line, .n2, "is too short a prefix",
          advice: "\(Limits.prefixDigits) digits after the country code")
      }
      return CustomerList()
    }
  }

  mutating func readNever(_ policy: Policy) -> NeverList? {
    guard let files = policy.calls.never,
      let bytes = read(files.list, limit: Self.customersLimit, rule: .f11),
      let key = readHexadecimal(files.key, count: Digest.byteCount, rule: .f11)
    else { return nil }
    var hashes: Set<[UInt8]> = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, raw) in lines.enumerated() {
      let line = Self.trimmed(raw)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard let hash = Hexadecimal.decode(line), hash.count == Digest.byteCount else {
        add(files.list, index + 1, .f11, "is not a hash", advice: "callreel policy hash makes it")
        return nil
      }
      hashes.insert(hash)
    }
    return NeverList(key: SecretBytes(copying: key), hashes: hashes)
  }

  /// What telephony sources log in with, by their names.
  mutating func readSourceSecrets(_ policy: Policy) -> [String: String] {
    var secrets: [String: String] = [:]
    for source in policy.sources {
      guard case .ami(_, _, _, let file, _, _) = source.kind,
        let bytes = read(file, limit: Self.keyFileLimit, rule: .n10, readers: .group)
      else { continue }
      let secret = Self.trimmed(bytes[...])
      if secret.isEmpty { add(file, nil, .n10, "is empty", advice: "the secret of the account") }
      secrets[source.name] = secret
    }
    return secrets
  }

  mutating func readHexadecimal(_ file: String, count: Int, rule: Rule) -> [UInt8]? {
    guard let bytes = read(file, limit: Self.keyFileLimit, rule: rule) else { return nil }
    guard let value = Hexadecimal.decode(Self.trimmed(bytes[...])), value.count == count else {
      add(file, nil, rule, "does not hold \(2 * count) hexadecimal digits")
      return nil
    }
    return value
  }

  mutating func parse(
    _ bytes: [UInt8], file: String
  ) -> (members: [String: TOMLNode], findings: Findings)? {
    // The parser would take a zero byte for the end of the file.
    if let zero = bytes.firstIndex(of: 0) {
      let line = bytes[..<zero].count { $0 == UInt8(ascii: "\n") } + 1
      add(file, line, nil, "holds a zero byte")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      add(file, nil, nil, "is not UTF-8")
      return nil
    }
    do throws(TOMLSyntaxError) {
      let lines = try KeyLines(text)
      guard case .table(let members) = try TOMLNode(document: text) else { return nil }
      return (members, Findings(file: file, lines: lines))
    } catch {
      add(file, error.line, nil, "is not TOML")
      return nil
    }
  }

  private mutating func read(
    _ file: String, limit: Int, rule: Rule? = nil, missing: ConfigurationError.Kind = .invalid,
    readers: ConfigurationDirectory.Readers = .anybody
  ) -> [UInt8]? {
    do {
      if let bytes = try directory.read(file, limit: limit, readers: readers) { return bytes }
      errors.append(
        ConfigurationError(kind: missing, file: file, rule: rule, problem: "does not exist"))
    } catch {
      errors.append(error)
    }
    return nil
  }

  mutating func add(
    _ file: String, _ line: Int?, _ rule: Rule?, _ problem: String, advice: String? = nil
  ) {
    errors.append(
      ConfigurationError(file: file, line: line, rule: rule, problem: problem, advice: advice))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
