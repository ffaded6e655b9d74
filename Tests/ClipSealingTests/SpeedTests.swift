import CSodium
import ClipFormat
import ClipSealing
import ClipVectors
import Glibc
import LinuxSystem
import Testing
import Timeline

/// Sealing and opening beside libsodium on the same buffers, in one run; CALLREEL_SPEED=1 runs it.
///
/// libsodium's own speed is that of what the format asks for: a stream, and a hash of its
/// ciphertext that whoever has no key can check. The stream alone, and age, stand beside it.
@Suite("Speed of sealing", .serialized, .enabled(if: getenv("CALLREEL_SPEED") != nil))
struct SpeedTests {
  private static let rounds = 5
  private static let fragments = 128
  private static let filmBytes = 1 << 20

  @Test("is at least four fifths of libsodium's") func ratio() throws {
    let keys = Keys()
    let trailing = [UInt8](repeating: 0x5A, count: Self.filmBytes)
    let films = (0..<Self.fragments).map { index in
      fragment(
        Int64(index) * 1_000, Int64(index) * 1_000 + 1_000, starts: index % 8 == 0,
        trailing: trailing)
    }
    let size = films[1].plaintext.count
    var seal = 0.0
    var open = 0.0
    var primitives: (push: Double, pull: Double, hash: Double) = (0, 0, 0)
    for _ in 0..<Self.rounds {
      let location = try keys.location()
      var sealer = try keys.sealer(location)
      let clip = StoredClip(sealer)
      var segments: [[UInt8]] = []
      for film in films {
        let start = Self.now
        let sealed = try sealer.seal(film)
        seal += Self.now - start
        if film.startsSegment { segments.append([]) }
        segments[segments.count - 1] += sealed.bytes
      }
      let opener = try clip.opener(keys.trainer)
      for (index, segment) in segments.enumerated() {
        let start = Self.now
        let count = try opener.open(segment: UInt32(index), bytes: segment).count
        open += Self.now - start
        #expect(count == 8)
      }
      let round = Self.primitives(size: size, count: Self.fragments)
      primitives.push += round.push
      primitives.pull += round.pull
      primitives.hash += round.hash
    }
    let megabytes = Double(size * Self.fragments * Self.rounds) / 1_048_576
    func speed(_ seconds: Double) -> String { "\(Int(megabytes / seconds)) MB/s" }
    let sealing = (primitives.push + primitives.hash) / seal
    let opening = (primitives.pull + primitives.hash) / open
    print("seal \(speed(seal)), open \(speed(open))")
    print(
      "libsodium: push \(speed(primitives.push)), pull \(speed(primitives.pull)), "
        + "BLAKE2b \(speed(primitives.hash))")
    print(
      "of libsodium's stream and hash: seal \(Int(sealing * 100)) %, open \(Int(opening * 100)) %")
    print(
      "of its stream alone: seal \(Int(primitives.push / seal * 100)) %, "
        + "open \(Int(primitives.pull / open * 100)) %")
    #expect(sealing >= 0.8 && opening >= 0.8)
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds for this many messages of this size.
  private static func primitives(
    size: Int, count: Int
  ) -> (push: Double, pull: Double, hash: Double) {
    let key = RandomBytes.make(32)
    let plaintext = [UInt8](repeating: 0x5A, count: size)
    let associated = [UInt8](repeating: 1, count: 102)
    var state = crypto_secretstream_xchacha20poly1305_state()
    var header = [UInt8](repeating: 0, count: 24)
    var messages: [[UInt8]] = []
    crypto_secretstream_xchacha20poly1305_init_push(&state, &header, key)
    var start = now
    for _ in 0..<count {
      var message = [UInt8](repeating: 0, count: size + 17)
      crypto_secretstream_xchacha20poly1305_push(
        &state, &message, nil, plaintext, UInt64(size), associated, 102, 0)
      messages.append(message)
    }
    let push = now - start
    var hash = [UInt8](repeating: 0, count: 32)
    start = now
    for message in messages {
      crypto_generichash(&hash, 32, message, UInt64(message.count), nil, 0)
    }
    let hashing = now - start
    crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key)
    var tag: UInt8 = 0
    start = now
    for message in messages {
      var opened = [UInt8](repeating: 0, count: size)
      crypto_secretstream_xchacha20poly1305_pull(
        &state, &opened, nil, &tag, message, UInt64(message.count), associated, 102)
    }
    return (push, now - start, hashing)
  }
}
