package import ByteCoding

/// The programs that the launcher starts: fixed verbs, so nothing else can be asked of it.
package enum LaunchedProgram: UInt8, CaseIterable, Sendable {
  case recorder = 1
  case indicator = 2
  case upload = 3

  package var fileName: String {
    switch self {
    case .recorder: "callreel-recorder"
    case .indicator: "callreel-indicator"
    case .upload: "callreel-upload"
    }
  }
}

/// What the agent asks of its launcher; a descriptor that comes along becomes the program's 3.
package struct LaunchRequest: ProcessMessage {
  package var program: LaunchedProgram
  /// Told back in the report, so that answers find their question.
  package var number: UInt32

  package init(program: LaunchedProgram, number: UInt32) {
    self.program = program
    self.number = number
  }

  package func write(to writer: inout ByteWriter) {
    writer.integer(program.rawValue)
    writer.integer(number)
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> LaunchRequest {
    LaunchRequest(program: try reader.choice(), number: try reader.integer())
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
