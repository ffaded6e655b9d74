import Geometry
import Testing
import Timeline

@testable import Redaction

/// What was fetched shows only once somebody who looked for fields late enough vouches for it (P4).
@Suite("Vouching") struct VouchingTests {
  private let window = WindowID(rawValue: 1)
  private let place = PixelRegion(x: 0, y: 0, width: 4, height: 4)

  private func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

  private func observation(_ time: Int64, luma: UInt8?) -> Observation {
    Observation(
      at: at(time), monitors: [Monitor(track: 1, region: place)],
      windows: [VisibleWindow(window: window, frame: place, visible: RegionSet(place))],
      patches: luma.map { [FramePatch(window, place, luma: $0)] } ?? [], cursor: nil)
  }

  private func line() -> DelayLine {
    DelayLine(monitor: Monitor(track: 1, region: place), lookback: 1000)
  }

  /// The first sample of each frame, with its time.
  private func frames(_ line: inout DelayLine, until time: Int64) -> [Int64: UInt8] {
    var frames: [Int64: UInt8] = [:]
    line.release(until: at(time)) { _, frame, time, _ in
      frames[time.milliseconds] = frame.withPlanes { luma, _, _ in luma[0] }
    }
    return frames
  }

  @Test("pixels that nobody vouches for are black") func unvouched() {
    var line = line()
    line.learn(.only([]), of: window, at: at(0))
    _ = line.append(observation(0, luma: 200))
    #expect(frames(&line, until: 1000) == [0: 16])
  }

  @Test("pixels show that were fetched before what is vouched for", arguments: [99, 100, 101])
  func bound(vouched: Int64) {
    var line = line()
    line.learn(.only([]), of: window, at: at(0))
    _ = line.append(observation(100, luma: 200))
    line.vouch(for: window, Vouching(through: at(vouched)))
    #expect(frames(&line, until: 1100) == [100: vouched >= 100 ? 200 : 16])
  }

  @Test("a mask's reserve is what the oldest pixels under it still have to wait")
  func reserve() {
    var line = line()
    let mask = HiddenRegions.only([
      MaskedRegion(PixelRegion(x: 1, y: 1, width: 1, height: 1), .accessibility)
    ])
    line.measure(mask, of: window, now: at(50))
    #expect(line.smallestReserve == nil)
    _ = line.append(observation(100, luma: 200))
    line.measure(mask, of: window, now: at(350))
    #expect(line.smallestReserve == 750)
    line.learn(mask, of: window, at: at(350))
    line.measure(mask, of: window, now: at(900))
    #expect(line.smallestReserve == 750)
    let other = HiddenRegions.only([
      MaskedRegion(PixelRegion(x: 0, y: 0, width: 1, height: 1), .accessibility)
    ])
    line.measure(other, of: window, now: at(1000))
    #expect(line.smallestReserve == 100)
    line.vouch(for: window, Vouching(through: at(100)))
    line.measure(other, of: window, now: at(1050))
    #expect(line.smallestReserve == 100)
  }

  @Test("a change takes a picture out of sight until it is vouched for, and no unchanged one")
  func change() {
    var line = line()
    line.learn(.only([]), of: window, at: at(0))
    line.vouch(for: window, Vouching(through: at(150)))
    _ = line.append(observation(100, luma: 200))
    _ = line.append(observation(140, luma: nil))
    _ = line.append(observation(200, luma: 150))
    #expect(frames(&line, until: 1200) == [100: 200, 200: 16])
    line.vouch(for: window, Vouching(through: at(200)))
    _ = line.append(observation(300, luma: nil))
    #expect(frames(&line, until: 1300) == [300: 150])
  }

  @Test("what is vouched for once stays so") func earlier() {
    var line = line()
    line.learn(.only([]), of: window, at: at(0))
    line.vouch(for: window, Vouching(through: at(150)))
    line.vouch(for: window, Vouching(through: at(50)))
    _ = line.append(observation(100, luma: 200))
    #expect(frames(&line, until: 1100) == [100: 200])
  }

  @Test("a change that was not asked about stays out of sight, and no other") func unasked() {
    var line = line()
    line.learn(.only([]), of: window, at: at(0))
    for (time, luma) in [(100, 200), (200, 150), (300, 100)] {
      _ = line.append(observation(Int64(time), luma: UInt8(luma)))
    }
    line.vouch(for: window, Vouching(through: at(250), unasked: [at(200)]))
    line.vouch(for: window, Vouching(through: at(300)))
    #expect(frames(&line, until: 1300) == [100: 200, 200: 16, 300: 100])
  }

  @Test("the answer that vouches for pixels brings its masks, however late it is") func late() {
    var line = line()
    let whole = PixelRegion(x: 0, y: 0, width: 100, height: 100)
    line.learn(.only([]), of: window, at: at(0))
    _ = line.append(observation(100, luma: 200))
    line.vouch(for: window, Vouching(through: at(100), asked: at(3000)))
    line.learn(.only([MaskedRegion(whole, .accessibility)]), of: window, at: at(3000))
    line.vouch(for: window, Vouching(through: at(2500), asked: at(3500)))
    line.learn(.only([]), of: window, at: at(3500))
    #expect(frames(&line, until: 1100) == [100: 16])
  }

  @Test("nothing is known of a window that is only vouched for") func unknown() {
    var line = line()
    line.vouch(for: window, Vouching(through: at(500)))
    _ = line.append(observation(100, luma: 200))
    #expect(frames(&line, until: 1100) == [100: 16])
  }
}
