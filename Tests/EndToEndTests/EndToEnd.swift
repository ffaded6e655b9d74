import Testing

/// Everything at once: the real programs on a real X server and a real bus, one desk at a time.
@Suite("End to end", .serialized, .timeLimit(.minutes(10))) struct EndToEnd {}
