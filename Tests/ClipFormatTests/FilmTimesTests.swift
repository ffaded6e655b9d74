import ClipFormat
import ClipVectors
import Testing
import Timeline

/// One failure each lies in the vectors of layer film; here are the bytes of real muxers, and noise.
@Suite("The film's own times") struct FilmTimesTests {
  /// Nil where both fragments are taken.
  private func fault(
    _ first: [UInt8], _ second: [UInt8] = RealFilm.second, frames: UInt32 = 6,
    span: CallSpan = Sample.span(1_000, 2_000)
  ) -> FormatError? {
    var times = FilmTimes()
    do throws(FormatError) {
      try times.accept(
        first, span: Sample.span(0, 1_000), frames: 6, position: .starts)
      try times.accept(second, span: span, frames: frames, position: .continues)
      return nil
    } catch {
      return error
    }
  }

  @Test("two tracks of a real muxer are what they say") func real() {
    #expect(fault(RealFilm.first) == nil)
    #expect(fault(RealFilm.first, frames: 5)?.layer == .film)
    for span in [(999, 2_000), (1_000, 2_001), (1_000, 1_999), (1_001, 2_001)] {
      #expect(
        fault(RealFilm.first, span: Sample.span(Int64(span.0), Int64(span.1)))?.layer == .film)
    }
    #expect(fault(RealFilm.second)?.layer == .film)
    #expect(fault(RealFilm.first, RealFilm.first)?.layer == .film)
  }

  @Test("no cut of it passes, and no changed bit of a time") func damaged() {
    for length in 0..<RealFilm.first.count {
      // What is left between two boxes of the film lacks its run of samples.
      #expect(
        fault(Array(RealFilm.first.prefix(length))) != nil || length == RealFilm.first.count - 8)
    }
    var taken = 0
    for bit in 0..<RealFilm.second.count * 8 {
      var changed = RealFilm.second
      changed[bit / 8] ^= 1 << (bit % 8)
      if fault(RealFilm.first, changed) == nil { taken += 1 }
    }
    // Sizes, flags and offsets of samples do not say when they show.
    #expect(taken < RealFilm.second.count * 8 * 3 / 4)
  }

  @Test("noise is refused in bounded time", arguments: 0..<200) func noise(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next() -> UInt8 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    var film = RealFilm.first
    for _ in 0..<4 { film[Int(next()) * film.count / 256] = next() }
    _ = fault(film)
    #expect(fault((0..<64).map { _ in next() })?.layer == .film)
  }

  @Test("more boxes, tracks or samples than a film has are refused") func limits() {
    let boxes = (0..<4_097).flatMap { _ in SketchedFilm.box("free", []) }
    #expect(fault(boxes)?.layer == .film)
    let numbers = Array(UInt32(1)...64)
    func many(_ numbers: [UInt32]) -> [UInt8] {
      SketchedFilm.initialisation(tracks: numbers)
        + SketchedFilm.fragment(
          numbers.map { SketchedFilm.run(track: $0, start: 0, durations: [1_000]) })
    }
    func alone(_ film: [UInt8], frames: UInt32) -> FaultLayer? {
      var times = FilmTimes()
      do throws(FormatError) {
        try times.accept(film, span: Sample.span(0, 1_000), frames: frames, position: .starts)
        return nil
      } catch {
        return error.layer
      }
    }
    #expect(alone(many(numbers), frames: 64) == nil)
    #expect(alone(many(numbers + [65]), frames: 65) == .film)
    #expect(alone(many([7, 9, .max]), frames: 3) == nil)
    #expect(alone(many([7, 7]), frames: 2) == .film)
  }
}
