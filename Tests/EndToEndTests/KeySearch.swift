import CSodium
import Glibc

/// Tries bytes as the keys of clips, knowing nothing but their opening records.
struct KeySearch {
  static let keyBytes = 32
  private static let commitmentWords = Array("callreel-clip 1 commitment".utf8)

  /// What clip keys must hash to.
  private(set) var commitments: Set<[UInt8]>
  /// Ed25519: the clips' own.
  private(set) var signingKeys: Set<[UInt8]>
  /// X25519: of all for whom something in a clip is sealed.
  let agreementKeys: Set<[UInt8]>
  /// How many windows were tried as clip keys.
  private(set) var tried = 0
  private(set) var clipKeys: Set<[UInt8]> = []
  private(set) var privateKeys: Set<[UInt8]> = []

  init(commitment: [UInt8], signingKey: [UInt8], agreementKeys: [[UInt8]]) {
    commitments = [commitment]
    signingKeys = [signingKey]
    self.agreementKeys = Set(agreementKeys)
  }

  /// Looks for the keys of the other's clips as well.
  mutating func add(_ other: KeySearch) {
    commitments.formUnion(other.commitments)
    signingKeys.formUnion(other.signingKeys)
  }

  /// Tries each window that begins at a multiple of `step` as the clip key.
  ///
  /// Windows that no generator of random numbers makes are passed over: a real key is missed less
  /// than once in a million times.
  mutating func tryClipKeys(_ bytes: [UInt8], step: Int) {
    var hash = [UInt8](repeating: 0, count: Self.keyBytes)
    eachWindow(of: bytes, step: step) { search, window in
      search.tried += 1
      crypto_generichash(
        &hash, Self.keyBytes, Self.commitmentWords, UInt64(Self.commitmentWords.count), window,
        Self.keyBytes)
      if search.commitments.contains(hash) { search.clipKeys.insert(Self.array(window)) }
    }
  }

  /// Tries each window as the seed of the signing key and as a recipient's secret.
  mutating func tryPrivateKeys(_ bytes: [UInt8]) {
    var publicKey = [UInt8](repeating: 0, count: Self.keyBytes)
    var secretKey = [UInt8](repeating: 0, count: 64)
    eachWindow(of: bytes, step: 1) { search, window in
      let seed = window.assumingMemoryBound(to: UInt8.self)
      crypto_sign_seed_keypair(&publicKey, &secretKey, seed)
      if search.signingKeys.contains(publicKey) { search.privateKeys.insert(Self.array(window)) }
      crypto_scalarmult_base(&publicKey, seed)
      if search.agreementKeys.contains(publicKey) { search.privateKeys.insert(Self.array(window)) }
    }
  }

  /// What a key object holds for the owner of these keys: after its first ten bytes it is a
  /// libsodium sealed box.
  static func open(_ keyObject: [UInt8], secret: [UInt8], public key: [UInt8]) -> [UInt8]? {
    let box = Array(keyObject.dropFirst(10))
    guard box.count > crypto_box_sealbytes() else { return nil }
    var opened = [UInt8](repeating: 0, count: box.count - crypto_box_sealbytes())
    guard crypto_box_seal_open(&opened, box, UInt64(box.count), key, secret) == 0 else {
      return nil
    }
    return opened
  }

  /// What is derived from a clip key to open parts of the clip.
  static func derivedKeys(of clipKey: [UInt8]) -> [[UInt8]] {
    ["call record", "fragments", "closing"].map { use in
      let words = Array("callreel-clip 1 \(use)".utf8)
      var key = [UInt8](repeating: 0, count: keyBytes)
      crypto_generichash(
        &key, keyBytes, words, UInt64(words.count), clipKey, clipKey.count)
      return key
    }
  }

  /// Where `secret` begins in `bytes`, at whatever offset.
  static func offsets(of secret: [UInt8], in bytes: [UInt8]) -> [Int] {
    // Looked for by a byte that is rare in text, numbers and addresses.
    let rare = secret.firstIndex { (0x90..<0xf0).contains($0) } ?? 0
    return bytes.withUnsafeBytes { bytes in
      var found: [Int] = []
      guard let base = bytes.baseAddress else { return [] }
      var next = rare
      let end = bytes.count - secret.count + rare + 1
      while next < end, let hit = memchr(base + next, Int32(secret[rare]), end - next) {
        let place = base.distance(to: hit) - rare
        if memcmp(base + place, secret, secret.count) == 0 { found.append(place) }
        next = place + rare + 1
      }
      return found
    }
  }

  private mutating func eachWindow(
    of bytes: [UInt8], step: Int, _ body: (inout KeySearch, UnsafeRawPointer) -> Void
  ) {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var offset = 0
      while offset + Self.keyBytes <= bytes.count {
        let window = base + offset
        offset += step
        if Self.mayBeRandom(window) { body(&self, window) }
      }
    }
  }

  /// Five standard deviations and more around what random bits look like.
  private static func mayBeRandom(_ window: UnsafeRawPointer) -> Bool {
    var short = 0
    for word in 0..<4 {
      let value = window.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)
      let ones = value.nonzeroBitCount
      guard ones > 10, ones < 54 else { return false }
      if value >> 48 == 0 { short += 1 }
    }
    return short < 2
  }

  private static func array(_ window: UnsafeRawPointer) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: window, count: keyBytes))
  }
}
