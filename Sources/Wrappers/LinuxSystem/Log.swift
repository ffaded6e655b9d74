/// Everything that Callreel writes to a log: closed cases and counts, never a text from outside (P10).
package enum LogEvent: String, Sendable {
  case agentStarted = "agent started"
  case agentStopped = "agent stopped"
  case nobodyEnrolled = "nobody is enrolled here, stopping"
  case policyLoaded = "policy loaded"
  case policyRefused = "policy refused; run callreel policy check"
  case clipOpened = "clip opened"
  case clipClosed = "clip closed"
  case clipDestroyed = "clip destroyed"
  case clipTooShort = "clip shorter than min_clip_seconds destroyed"
  case clipRecovered = "clip of a crashed recorder closed"
  case recorderLost = "recorder ended unexpectedly"
  case recorderRefused = "recorder refused this display"
  case indicatorLost = "indicator ended unexpectedly"
  case hotKeyRefused = "private hot key is not on this keyboard, or another program has it"
  case displayLost = "X server gone"
  case displayBack = "X server there again"
  case sessionUnwatched = "no logind session, locking and sleep are not noticed"
  case sessionLost = "logind gone, recording nothing until it answers"
  case sleepNotDelayed = "sleep cannot be held back until a film is sealed"
  case journalFailed = "journal cannot be written"
  case leaseLost = "lease expired, not fetching"
  case spoolFailed = "spool cannot be written"
  case uploadFailed = "upload failed, objects kept"
  case uploadDone = "objects stored"
  case sourceReady = "telephony source ready"
  case sourceLost = "telephony source ended, nothing is known of its calls"
  case sourceUnreachable = "telephony does not answer a source"
  case sourceTaken = "another program has the telephone's only connection"
  case sourceDenied = "telephony refused a source; check its user, secret and certificate"
  case sourceMalformed = "telephony source said what it cannot mean"
  case sourceFlooded = "telephony source said too much at once"
  case sourceUnable = "telephony cannot tell a source of holds; give baresip its module menu"
  case sourceNotStarted = "telephony source could not be started"
  case eventRefused = "event of a telephony source refused"
  case maskReserve = "smallest reserve of a mask in milliseconds:"
  case captureFailed = "capture failed"
  case encodingFailed = "encoding failed"
  case sealingFailed = "sealing failed"
}

/// The one way to a log: a line on standard error, which the service's journal keeps.
package enum Log {
  package static func note(_ event: LogEvent, count: Int? = nil) {
    let number = count.map { " \($0)" } ?? ""
    try? StandardStream.error.write("callreel: " + event.rawValue + number + "\n")
  }
}
