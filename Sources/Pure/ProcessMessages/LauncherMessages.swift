package import ByteCoding

/// The programs that the launcher starts: fixed verbs, so nothing else can be asked of it.
package enum LaunchedProgram: UInt8, CaseIterable, Sendable {
  case recorder = 1
  case indicator = 2
  case upload = 3
  case baresipSource = 4
  case managerSource = 5
  case programSource = 6
  case noticePage = 7
  case journalPage = 8
  case helpPage = 9
  case accessPage = 10
  case requestPage = 11

  package var fileName: String {
    switch self {
    case .recorder: "callreel-recorder"
    case .indicator: "callreel-indicator"
    case .upload: "callreel-upload"
    case .baresipSource: "callreel-source-baresip"
    case .managerSource: "callreel-source-ami"
    case .programSource: "callreel-source-program"
    case .noticePage, .journalPage, .helpPage, .accessPage, .requestPage: "xdg-open"
    }
  }

  /// Where pages lie while the agent runs: copies, which must not outlive what they show.
  package static func pages(below stateDirectory: String) -> String { stateDirectory + "/pages" }

  /// The page that the desktop is to show; nil for a program of ours.
  package func page(below stateDirectory: String) -> String? {
    let folder = Self.pages(below: stateDirectory)
    return switch self {
    case .noticePage: folder + "/notice.html"
    case .journalPage: folder + "/journal.html"
    case .helpPage: folder + "/help.html"
    case .accessPage: folder + "/opened.html"
    case .requestPage: folder + "/requests.html"
    case .recorder, .indicator, .upload, .baresipSource, .managerSource, .programSource: nil
    }
  }

  /// A telephony source has pipes for its standard input and output, and is ended when unwanted;
  /// the others have a socket, see its end, and finish what they do.
  package var isSource: Bool {
    switch self {
    case .recorder, .indicator, .upload: false
    case .noticePage, .journalPage, .helpPage, .accessPage, .requestPage: false
    case .baresipSource, .managerSource, .programSource: true
    }
  }
}

/// What the agent asks of its launcher.
///
/// A descriptor that comes along becomes the program's 3; the two of a source become its 0 and 1.
package struct LaunchRequest: ProcessMessage {
  package enum Action: UInt8, CaseIterable, Sendable {
    case start = 1
    /// Ends a source that was started under this number; nothing else can be ended.
    case end = 2
  }

  package var action: Action
  package var program: LaunchedProgram
  /// Told back in the report, so that answers find their question.
  package var number: UInt32

  package init(_ action: Action = .start, program: LaunchedProgram, number: UInt32) {
    self.action = action
    self.program = program
    self.number = number
  }

  package func write(to writer: inout ByteWriter) {
    writer.integer(program.rawValue)
    writer.integer(number)
    writer.integer(action.rawValue)
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> LaunchRequest {
    let program: LaunchedProgram = try reader.choice()
    let number: UInt32 = try reader.integer()
    return LaunchRequest(try reader.choice(), program: program, number: number)
  }
}

/// What the launcher tells the agent: a started program has ended, or could not be started.
package struct LaunchReport: ProcessMessage {
  package var number: UInt32
  package var program: LaunchedProgram
  /// Exit status; 128 + signal; negative `errno` where it did not start.
  package var status: Int32

  package init(number: UInt32, program: LaunchedProgram, status: Int32) {
    self.number = number
    self.program = program
    self.status = status
  }

  package func write(to writer: inout ByteWriter) {
    writer.integer(number)
    writer.integer(program.rawValue)
    writer.integer(status)
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> LaunchReport {
    LaunchReport(
      number: try reader.integer(), program: try reader.choice(), status: try reader.integer())
  }
}
