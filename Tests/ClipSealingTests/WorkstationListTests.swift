import ByteCoding
import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("The controller's list of workstations") struct WorkstationListTests {
  private let keys = Keys()

  private func layer(_ file: [UInt8]) -> FaultLayer? {
    do throws(FormatError) {
      _ = try WorkstationList(file: file)
      return nil
    } catch {
      return error.layer
    }
  }

  @Test(
    "lists of every length come back, sorted and without repeats", arguments: [0, 1, 2, 3, 4_096])
  func roundTrip(count: Int) throws {
    let stations = (0..<count).map { number in
      PublicKey(
        kind: .workstation,
        agreement: [UInt8(number & 255), UInt8(number >> 8)]
          + [UInt8](repeating: 9, count: 30),
        signing: [UInt8](repeating: 8, count: 32))
    }
    let day = CalendarDay(number: 20_778)
    let made = WorkstationList.make(
      stations + stations.prefix(2), day: day, by: keys.controller)
    let list = try #require(made)
    let read = try WorkstationList(file: list.file(comments: ["two of them"]))
    #expect(read == list && read.day == day && read.controller == keys.controller.publicKey)
    #expect(read.workstations.map(\.fingerprint) == stations.map(\.fingerprint).sorted())
    #expect(stations.prefix(3).allSatisfy { read.contains($0) })
    #expect(!read.contains(keys.workstation.publicKey))
  }

  @Test("other kinds and longer lists are not made") func refused() {
    let day = CalendarDay(number: 20_778)
    let other = WorkstationList.make(
      [keys.trainer.publicKey], day: day, by: keys.controller)
    #expect(other == nil)
    let many = (0..<4_097).map { number in
      PublicKey(
        kind: .workstation,
        agreement: [UInt8(number & 255), UInt8(number >> 8)] + [UInt8](repeating: 9, count: 30),
        signing: [UInt8](repeating: 8, count: 32))
    }
    let long = WorkstationList.make(many, day: day, by: keys.controller)
    #expect(long == nil)
  }

  @Test("a clip is held against the controller and the workstation") func check() throws {
    let clip = try closedClip(keys, at: keys.location())
    let opener = try clip.opener(keys.trainer)
    let day = clip.location.day
    func layer(
      _ stations: [PublicKey], _ controller: borrowing PrivateKey
    ) -> FaultLayer? {
      do throws(FormatError) {
        guard let list = WorkstationList.make(stations, day: day, by: controller) else {
          return .limits
        }
        try opener.check(against: list)
        return nil
      } catch {
        return error.layer
      }
    }
    let own = keys.workstation.publicKey
    let other = PrivateKey.generate(kind: .workstation).publicKey
    #expect(layer([other, own], keys.controller) == nil)
    #expect(layer([other], keys.controller) == .workstation)
    #expect(layer([own], PrivateKey.generate(kind: .controller)) == .binding)
  }

  @Test("every changed character and every changed bit is found") func damaged() throws {
    let made = WorkstationList.make(
      [keys.workstation.publicKey], day: CalendarDay(number: 1), by: keys.controller)
    let list = try #require(made)
    let file = list.file(comments: [])
    for index in file.indices.dropLast() {
      var changed = file
      changed[index] = changed[index] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
      #expect(layer(changed) == .encoding)
    }
    let line = try #require(RecordText.line(of: file, limit: 1 << 20))
    let record = try #require(RecordText.record(line, after: WorkstationList.word))
    for bit in 0..<record.count * 8 {
      var changed = record
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(layer(Array(RecordText.line(WorkstationList.word, changed).utf8)) != nil)
    }
  }
}
