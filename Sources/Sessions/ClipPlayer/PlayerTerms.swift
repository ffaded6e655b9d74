internal import Geometry

/// How mpv is started: its defaults save stills, positions and caches, none of which may be (F1).
enum PlayerTerms {
  static let program = "mpv"

  /// What `callreel-export` ends with where its reader has gone.
  static let pipeClosed: Int32 = 74

  /// The child's descriptor with ``bindings``.
  static let bindingsDescriptor: Int32 = 3

  /// The child's descriptor with the film.
  ///
  /// Not standard input: where no graphics driver is found, mpv 0.35 closes that by mistake.
  static let filmDescriptor: Int32 = 4

  /// All keys that do anything: pause, seek, chapter, speed, full screen, quit.
  ///
  /// No frame step, no screenshot, no speed slow enough to be one. What opens mpv's console is a
  /// binding, too, so it cannot be opened.
  static let bindings = """
    SPACE cycle pause
    p cycle pause
    LEFT seek -5
    RIGHT seek 5
    DOWN seek -30
    UP seek 30
    PGUP add chapter 1
    PGDWN add chapter -1
    [ cycle-values "!reverse" speed 0.75 1 1.25 1.5 2 3
    ] cycle-values speed 0.75 1 1.25 1.5 2 3
    BS set speed 1
    f cycle fullscreen
    MBTN_LEFT_DBL cycle fullscreen
    q quit
    ESC quit
    CLOSE_WIN quit

    """

  /// The film comes through a pipe; `title` holds nothing of the call's people (P10).
  ///
  /// `sizes` are those of the film's tracks; several show side by side.
  static func arguments(title: String, sizes: [PixelSize]) -> [String] {
    [
      program, "--no-config", "--no-input-default-bindings", "--input-builtin-bindings=no",
      "--input-conf=/proc/self/fd/\(bindingsDescriptor)", "--input-terminal=no",
      "--input-media-keys=no", "--input-ipc-server=", "--load-scripts=no", "--ytdl=no",
      "--load-stats-overlay=no", "--save-position-on-quit=no",
      "--resume-playback=no", "--cache=yes", "--cache-on-disk=no", "--demuxer-max-bytes=512MiB",
      "--demuxer-max-back-bytes=512MiB", "--demuxer-seekable-cache=yes", "--keep-open=no",
      "--idle=no", "--no-audio", "--force-window=immediate", "--osc=yes",
      "--autofit-larger=100%x100%", "--lavfi-complex=" + sideBySide(sizes),
      "--msg-level=all=error", "--title=\(title)", "--force-media-title=\(title)", "--",
      "fd://\(filmDescriptor)",
    ]
  }

  /// A filter graph that puts the tracks beside each other, top edges level; none for one track.
  static func sideBySide(_ sizes: [PixelSize]) -> String {
    guard sizes.count > 1, let height = sizes.map(\.height).max() else { return "" }
    let padded = sizes.enumerated().map { index, size in
      "[vid\(index + 1)]pad=\(size.width):\(height):0:0:0x282828[m\(index + 1)];"
    }
    let inputs = (1...sizes.count).map { "[m\($0)]" }.joined()
    return padded.joined() + inputs + "hstack=inputs=\(sizes.count)[vo]"
  }

  /// What a player needs to find its screen, and no more of ours.
  static func environment(of all: [String]) -> [String] {
    let wanted = [
      "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE",
      "XDG_CURRENT_DESKTOP", "HOME", "PATH", "LANG", "LC_ALL", "LC_CTYPE",
    ]
    // Without an address a library of the player would start a bus of its own.
    return all.filter { entry in wanted.contains { entry.hasPrefix($0 + "=") } }
      + ["DBUS_SESSION_BUS_ADDRESS=disabled:"]
  }
}
