import ByteCoding
import ClipFormat
import Timeline

/// One vector: a clip, what a reader is given, and what it must say.
///
/// The form is callreel-clip(5), section VECTORS.
package struct Vector: Equatable {
  package enum Opening: String, Sendable {
    case nothing, key, recovery, controller, workstations
  }

  /// Nil where the clip is right.
  package var expect: FaultLayer?
  package var object: String?
  package var today: String
  package var path: String
  package var with: Opening
  /// Lines of private key files.
  package var keys: [String] = []
  package var passphrase: String?
  package var workstations: String?
  /// BLAKE2b-256 of the film that may be released.
  package var released: [UInt8]
  package var comment: String
  /// By name.
  package var archive: [String: [UInt8]]

  package var bytes: [UInt8] {
    var lines = ["expect: \(expect?.rawValue ?? "ok")"]
    if let object { lines.append("object: \(object)") }
    lines += ["today: \(today)", "path: \(path)", "with: \(with.rawValue)"]
    lines += keys.map { "key: \($0)" }
    if let passphrase { lines.append("passphrase: \(passphrase)") }
    if let workstations { lines.append("workstations: \(workstations)") }
    lines += ["released: \(Hexadecimal.encode(released))", "comment: \(comment)", ""]
    var writer = ByteWriter()
    for line in lines { writer.raw(Array((line + "\n").utf8)) }
    for (name, bytes) in archive.sorted(by: { $0.key < $1.key }) {
      writer.text(name)
      writer.block(bytes)
    }
    return writer.bytes
  }

  /// Nil unless these are the bytes of a vector.
  package init?(parsing file: [UInt8]) {
    guard let blank = file.firstRange(of: [10, 10]),
      let text = String(validating: file[..<blank.lowerBound], as: UTF8.self)
    else { return nil }
    var fields: [String: [String]] = [:]
    for line in text.split(separator: "\n") {
      guard let colon = line.firstRange(of: ": ") else { return nil }
      fields[String(line[..<colon.lowerBound]), default: []].append(
        String(line[colon.upperBound...]))
    }
    guard let expect = fields["expect"]?.first, let today = fields["today"]?.first,
      let path = fields["path"]?.first, let with = fields["with"]?.first,
      let opening = Opening(rawValue: with),
      let released = fields["released"]?.first.flatMap({ Hexadecimal.decode($0) }),
      let comment = fields["comment"]?.first, expect == "ok" || FaultLayer(rawValue: expect) != nil
    else { return nil }
    self.expect = FaultLayer(rawValue: expect)
    object = fields["object"]?.first
    self.today = today
    self.path = path
    self.with = opening
    keys = fields["key"] ?? []
    passphrase = fields["passphrase"]?.first
    workstations = fields["workstations"]?.first
    self.released = released
    self.comment = comment
    archive = [:]
    var reader = ByteReader(file[blank.upperBound...])
    do throws(ByteError) {
      while reader.remaining > 0 {
        let name = try reader.text()
        archive[name] = try reader.block(limit: 1 << 28)
      }
    } catch {
      return nil
    }
  }

  /// A clip as it lies in a store, with what is given to its reader.
  init(
    _ clip: DraftedClip, _ expect: FaultLayer? = nil, in object: String? = nil,
    with: Opening = .nothing, keys: [VectorKey] = [], released fragments: Int = 0,
    comment: String
  ) {
    self.expect = expect
    self.object = object
    today = clip.draft.location.day.text
    path = clip.draft.location.path
    self.with = with
    self.keys = keys.map(\.line)
    released = LooseCipher.hash(clip.films.prefix(fragments).flatMap { $0 })
    self.comment = comment
    archive = clip.objects
  }
}

/// A vector's name, and the function that makes it.
package struct NamedVector: Sendable {
  package let name: String
  package let make: @Sendable () -> Vector

  init(_ name: String, _ make: @escaping @Sendable () -> Vector) {
    self.name = name
    self.make = make
  }
}
