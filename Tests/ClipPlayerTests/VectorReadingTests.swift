import ClipFormat
import ClipSealing
import ClipVectors
import LinuxSystem
import Testing
import Timeline

@testable import ClipPlayer

/// The vectors of callreel-clip(5), read as the commands read a store.
@Suite("Vectors as the commands read them") struct VectorReadingTests {
  private static let folder =
    (0..<2).reduce(#filePath) { path, _ in Files.parent(of: path) } + "/Vectors/sealed-clips"

  private struct Finding: Equatable {
    var layer: FaultLayer?
    var object: String?
  }

  @Test("name the same layer and object", arguments: Vectors.all.map(\.name))
  func vector(name: String) throws {
    let file = try Files.read(path: Self.folder + "/\(name).clip", limit: 1 << 24)
    let vector = try #require(Vector(parsing: file))
    let wanted = Finding(layer: vector.expect, object: vector.object)
    let location = try #require(ClipLocation(path: vector.path))
    let today = try #require(CalendarDay(vector.today))
    func read(_ shelf: (WorkstationList?) throws -> ClipShelf) throws -> Finding {
      let list: WorkstationList?
      do throws(FormatError) {
        list = try vector.workstations.map { line throws(FormatError) in
          try WorkstationList(file: Array(line.utf8))
        }
      } catch {
        return Finding(layer: error.layer, object: "workstations")
      }
      return try finding(vector, location, try shelf(list))
    }
    let archive = ArchiveStore(location: location, objects: vector.archive)
    #expect(
      try read { ClipShelf(store: archive, today: today, workstations: $0) } == wanted)
    // A folder holds no name with a slash in it.
    guard !vector.archive.keys.contains(where: { $0.contains("/") }) else { return }
    let root = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-vector-")
    defer { try? Files.removeTree(root) }
    let path = root + "/" + location.path
    try Files.makeDirectories(path)
    for (name, bytes) in vector.archive { try Files.create(path: path + "/" + name, bytes) }
    #expect(
      try read { try ClipShelf(address: "dir:" + root, today: today, workstations: $0) } == wanted)
  }

  private func finding(
    _ vector: Vector, _ clip: ClipLocation, _ shelf: ClipShelf
  ) throws -> Finding {
    do throws(PlayerError) {
      try read(vector, clip, shelf)
      return Finding()
    } catch {
      switch error {
      case .erased: return Finding()
      case .fault(let fault): return Finding(layer: fault.layer, object: fault.place.text)
      case .anotherKey, .keyObjectAbsent:
        return Finding(layer: .missing, object: "key." + Self.fingerprint(vector.keys))
      default: throw error
      }
    }
  }

  private func read(
    _ vector: Vector, _ clip: ClipLocation, _ shelf: ClipShelf
  ) throws(PlayerError) {
    switch vector.with {
    case .nothing: _ = try shelf.verify(clip)
    case .controller:
      _ = try shelf.verify(clip)
      guard let key = Self.key(vector, 0), let opening = vector.archive["opening"] else { return }
      do throws(ClipFault) {
        _ = try ControllerPart.open(
          opening: opening, location: clip, key: key, today: shelf.today)
      } catch {
        throw .fault(error)
      }
    case .key, .recovery, .workstations:
      guard let one = Self.key(vector, 0) else { return }
      let fingerprint = one.publicKey.fingerprint
      let other = Self.key(vector, 1)
      let reader: ReaderKey?
      switch consume other {
      case .some(let other): reader = ReaderKey(one, other)
      case .none: reader = one.kind.opensAlone ? ReaderKey(one) : nil
      }
      guard let reader else {
        // Such keys are refused before a clip is looked at.
        _ = try shelf.verify(clip)
        throw .fault(ClipFault(.decryption, .key(fingerprint: fingerprint), ""))
      }
      _ = try OpenedClip(
        checking: try shelf.unlock(ofAnyone: clip, key: reader, witness: SilentWitness()),
        by: reader, on: shelf, keys: .required, { _, _ in })
    }
  }

  private static func key(_ vector: Vector, _ index: Int) -> PrivateKey? {
    guard vector.keys.indices.contains(index) else { return nil }
    return try? PrivateKey.read(
      text: Array(vector.keys[index].utf8),
      passphrase: vector.passphrase.map { SecretBytes(copying: Array($0.utf8)) })
  }

  private static func fingerprint(_ lines: [String]) -> String {
    let keys = lines.compactMap { line in
      (try? PrivateKey.read(text: Array(line.utf8), passphrase: nil))?.publicKey
    }
    guard keys.count == 2 else { return keys.first?.fingerprint ?? "" }
    return RecoveryPair(keys[0], keys[1])?.fingerprint ?? ""
  }
}

/// Tells nobody: vectors have no controller who could be told.
private final class SilentWitness: AccessWitness {
  func begin(
    _ clip: ClipLocation, controller: KeyHash, key: borrowing ReaderKey, on shelf: ClipShelf
  ) throws(PlayerError) -> AccessReceipt { AccessReceipt(of: clip) }

  func tell(
    _ workstation: PublicKey, of employee: String, on shelf: ClipShelf
  ) throws(PlayerError) {}

  func refuse(
    _ clip: ClipLocation, controller: KeyHash, for error: PlayerError,
    key: borrowing ReaderKey, on shelf: ClipShelf
  ) {}
}
