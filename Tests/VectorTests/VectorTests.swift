import ByteCoding
import ClipFormat
import ClipSealing
import ClipVectors
import Glibc
import LinuxSystem
import Testing

/// The vectors of callreel-clip(5) as they lie in the sources.
///
/// CALLREEL_WRITE_VECTORS=DIR makes them anew into that folder; another run reads them.
@Suite("Vectors of sealed clips") struct VectorTests {
  static let folder =
    (0..<2).reduce(#filePath) { path, _ in Files.parent(of: path) } + "/Vectors/sealed-clips"

  @Test("are one for each function that makes one, and each layer has some") func complete()
    throws
  {
    let names = Vectors.all.map(\.name)
    #expect(Set(names).count == names.count)
    if let target = getenv("CALLREEL_WRITE_VECTORS").map({ String(cString: $0) }) {
      for vector in Vectors.all {
        try Files.replace(
          path: target + "/\(vector.name).clip", vector.make().bytes, mode: 0o644)
      }
    }
    let files = try Files.list(Self.folder)
    #expect(Set(files) == Set(names.map { $0 + ".clip" }))
    let layers = try names.map { try Self.read($0).expect }
    #expect(Set(layers) == Set(FaultLayer.allCases + [nil]))
    print("\(names.count) vectors")
  }

  @Test("are read as they say", arguments: Vectors.all.map(\.name)) func committed(name: String)
    throws
  {
    try check(try Self.read(name))
  }

  @Test("are read as they say when they are made anew", arguments: Vectors.all.map(\.name))
  func fresh(name: String) throws {
    let vector = try #require(Vectors.all.first { $0.name == name }).make()
    #expect(Vector(parsing: vector.bytes) == vector)
    try check(vector)
  }

  private func check(_ vector: Vector) throws {
    let reader = try #require(VectorReader(vector))
    let reading = try reader.inOrder()
    #expect(reading.layer == vector.expect)
    #expect(reading.object == vector.object)
    #expect(Digest.blake2b256(reading.film) == vector.released, "\(reading.film.count) bytes")
    let apart = try reader.apart()
    if vector.expect == nil {
      #expect(apart == [])
    } else {
      #expect(apart.contains { $0.layer == vector.expect && $0.object == vector.object })
    }
  }

  private static func read(_ name: String) throws -> Vector {
    let file = try Files.read(path: folder + "/\(name).clip", limit: 1 << 24)
    return try #require(Vector(parsing: file))
  }
}
