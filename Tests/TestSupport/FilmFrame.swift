package import Geometry
import Glibc
import Timeline

/// One decoded picture of a film, 4:2:0.
package struct FilmFrame {
  /// How far the coder moves a neutral sample of red chroma where little moves.
  package static let tolerance = 8

  package let time: CallTime
  package let size: PixelSize
  /// Luma, blue and red chroma, one after another.
  package let planes: ArraySlice<UInt8>

  package func luma(x: Int, y: Int) -> UInt8 { planes[planes.startIndex + y * size.width + x] }

  /// Blue and red chroma of the four pixels that this one belongs to.
  package func chroma(x: Int, y: Int) -> (blue: Int, red: Int) {
    let width = size.width / 2
    let area = size.width * size.height
    let index = planes.startIndex + area + y / 2 * width + x / 2
    return (Int(planes[index]), Int(planes[index + area / 4]))
  }

  /// The mean luma of a region, rounded down.
  package func luma(_ region: PixelRegion) -> Int {
    var sum = 0
    for y in region.y..<region.bottom {
      for x in region.x..<region.right { sum += Int(luma(x: x, y: y)) }
    }
    return sum / max(1, region.area)
  }

  /// Where anything reddish shows: what is not to be filmed is painted in such colours.
  ///
  /// Looks at every sample of the red chroma, each the mean of four pixels; `tolerance` is how far
  /// the coder may move a neutral one.
  package func reddish(beyond tolerance: Int = Self.tolerance) -> (x: Int, y: Int)? {
    let width = size.width / 2
    let start = size.width * size.height + width * size.height / 2
    return planes.withUnsafeBufferPointer { samples in
      for index in 0..<width * size.height / 2
      where Int(samples[start + index]) > 128 + tolerance {
        return (index % width * 2, index / width * 2)
      }
      return nil
    }
  }

  package func isSamePicture(as other: FilmFrame) -> Bool {
    planes.withUnsafeBytes { left in
      other.planes.withUnsafeBytes { right in
        guard let ours = left.baseAddress, let theirs = right.baseAddress else { return false }
        return left.count == right.count && memcmp(ours, theirs, left.count) == 0
      }
    }
  }

  /// Structural similarity of the luma in a region to a known picture of the region's size.
  ///
  /// The mean over blocks of 8 by 8 (Wang et al. 2004).
  package func similarity(to known: [UInt8], in region: PixelRegion) -> Double {
    var sum = 0.0
    var blocks = 0.0
    for top in stride(from: 0, through: region.height - 8, by: 8) {
      for left in stride(from: 0, through: region.width - 8, by: 8) {
        var ours = Moments()
        for y in top..<top + 8 {
          for x in left..<left + 8 {
            ours.add(
              Double(luma(x: region.x + x, y: region.y + y)), Double(known[y * region.width + x]))
          }
        }
        sum += ours.similarity
        blocks += 1
      }
    }
    return sum / blocks
  }
}

/// Where and when something shows in a film that must not.
package struct FilmLeak {
  package let time: CallTime
  package let track: Int
  package let x: Int
  package let y: Int
  /// The sample of red chroma that gave it away.
  package let red: Int
}

extension DecodedFilm {
  /// The first frame in which something shows that must not, with the place.
  package var leak: String? {
    firstLeak().map { "\($0.time.milliseconds) ms at (\($0.x), \($0.y)) of track \($0.track)" }
  }

  /// The earliest leak of all tracks, for a film whose coder may move neutral chroma by `tolerance`.
  package func firstLeak(beyond tolerance: Int = FilmFrame.tolerance) -> FilmLeak? {
    tracks.compactMap { firstLeak(in: $1, track: $0, beyond: tolerance) }
      .min { ($0.time, $0.track) < ($1.time, $1.track) }
  }

  private func firstLeak(in frames: [FilmFrame], track: Int, beyond tolerance: Int) -> FilmLeak? {
    var last: FilmFrame?
    for frame in frames {
      defer { last = frame }
      if let last, frame.isSamePicture(as: last) { continue }
      guard let place = frame.reddish(beyond: tolerance) else { continue }
      return FilmLeak(
        time: frame.time, track: track, x: place.x, y: place.y,
        red: frame.chroma(x: place.x, y: place.y).red)
    }
    return nil
  }
}

private struct Moments {
  var count = 0.0
  var left = 0.0
  var right = 0.0
  var leftSquares = 0.0
  var rightSquares = 0.0
  var products = 0.0

  mutating func add(_ a: Double, _ b: Double) {
    count += 1
    left += a
    right += b
    leftSquares += a * a
    rightSquares += b * b
    products += a * b
  }

  var similarity: Double {
    let (a, b) = (left / count, right / count)
    let variance = leftSquares / count - a * a + rightSquares / count - b * b
    let covariance = products / count - a * b
    let (first, second) = (6.5025, 58.5225)
    return (2 * a * b + first) * (2 * covariance + second)
      / ((a * a + b * b + first) * (variance + second))
  }
}
