import ByteCoding
import LinuxSystem
import ProcessMessages
import Sandbox
import VideoEncoding

// Joins opened segments to one film: an order and segments on standard input, the film on
// descriptor 3. It has no key, no network and no window system.

let film: Int32 = 3
let failure = 1
let badData = 65
let notWritten = 74

func end(_ status: Int, _ sentence: String) -> Never {
  try? StandardStream.error.write("callreel-export: " + sentence + "\n")
  ProcessExit.end(Int32(status))
}

func export() throws {
  let blocks = BlockReader()
  guard let bytes = try blocks.next(limit: ExportOrder.orderLimit) else {
    throw BlockError.truncated
  }
  let order = try ExportOrder(decoding: bytes)
  var exporter = FilmExporter(plan: FilmPlan(order), descriptor: film)
  var done = 0
  while let segment = try blocks.next(limit: ExportOrder.segmentLimit) {
    try exporter.append(segment)
    done += 1
    if order.progress { try StandardStream.output.write("done \(done)\n") }
  }
  try exporter.finish()
}

do {
  try Hardening.begin()
  // Blocked, a closed player is an error of the write and not the end of the process.
  let brokenPipes = try SignalDescriptor([Signal.brokenPipe])
  // Film comes in and goes out by descriptors: no file is opened.
  try FileRights.confine(reading: [], writing: [])
  try Sandbox.giveUpSocketsAndPrograms()
  try export()
  _ = brokenPipes.rawValue
} catch let error as VideoError {
  switch error {
  case .damaged: end(badData, "the film's data is damaged")
  case .output(let code): end(notWritten, "cannot write the film: error \(-code)")
  case .unavailable: end(failure, "this libav has no H.264 encoder or no such container")
  case .encoder(let code), .muxer(let code): end(failure, "libav refused the film: error \(-code)")
  }
} catch is BlockError {
  end(badData, "the film's data ends too early or has a block that is too long")
} catch is ByteError {
  end(badData, "the order is malformed")
} catch let error as SystemError {
  end(notWritten, "\(error.call): \(error.message)")
} catch {
  end(failure, "cannot give up system calls")
}
