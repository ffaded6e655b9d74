internal import Geometry
import Glibc
import LinuxSystem
import Timeline

extension DecodedFilm {
  /// The first leak, as ``firstLeak(beyond:)`` finds it; its frame, with the ones around it, is
  /// kept to be looked at.
  package func leakKept(beyond tolerance: Int = FilmFrame.tolerance) throws -> FilmLeak? {
    guard let leak = firstLeak(beyond: tolerance) else { return nil }
    try keep(tracks[leak.track, default: []].around { $0.time >= leak.time }, as: "leak")
    return leak
  }

  /// Keeps frames of one size as `NAME-PID-MILLISECONDS.y4m` where CALLREEL_LEAKS names a folder.
  package func keep(_ frames: some Collection<FilmFrame>, as name: String) throws {
    guard let folder = getenv("CALLREEL_LEAKS"), let first = frames.first else { return }
    let head = "YUV4MPEG2 W\(first.size.width) H\(first.size.height) F1:1 Ip A1:1 C420mpeg2\n"
    var film = Array(head.utf8)
    for frame in frames where frame.size == first.size {
      film += Array("FRAME\n".utf8) + frame.planes
    }
    let file = "\(name)-\(getpid())-\(first.time.milliseconds).y4m"
    try Files.replace(path: String(cString: folder) + "/" + file, film)
  }
}

extension [FilmFrame] {
  /// The first frame that is wanted, the one before it and two after it.
  package func around(_ isWanted: (FilmFrame) -> Bool) -> ArraySlice<FilmFrame> {
    let index = firstIndex(where: isWanted) ?? count
    return self[Swift.max(0, index - 1)..<Swift.min(count, index + 3)]
  }
}
