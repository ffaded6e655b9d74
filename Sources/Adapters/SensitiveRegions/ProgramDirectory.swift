internal import SensitiveFields
internal import SessionBus

/// Which programs are on the accessibility bus, by their processes.
final class ProgramDirectory {
  /// One program that can be asked.
  struct Program {
    let name: String
    let toolkit: Toolkit
  }

  private let bus: AccessibilityBus
  /// The process of each connection that was looked at; nil while it is being asked.
  private var processes: [String: Int32?] = [:]
  private var toolkits: [String: Toolkit] = [:]
  private var isListing = false
  private var isOutdated = false
  private var subscription: BusSubscription?
  private var onProgram: (Int32) -> Void = { _ in }

  init(_ bus: AccessibilityBus) {
    self.bus = bus
  }

  /// The program of a process; nil where there is none, or several, as far as is known.
  func program(of process: Int32) -> Program? {
    let names = processes.filter { $0.value == process && toolkits[$0.key] != nil }.keys
    guard names.count == 1, let name = names.first, let toolkit = toolkits[name] else { return nil }
    return Program(name: name, toolkit: toolkit)
  }

  /// Looks again whenever somebody comes or goes, and tells the process of each new program.
  func watch(_ onProgram: @escaping (Int32) -> Void) {
    self.onProgram = onProgram
    subscription = try? bus.listenToConnections { [weak self] in self?.refresh() }
    refresh()
  }

  /// Looks who is there now.
  func refresh() {
    guard !isListing else {
      isOutdated = true
      return
    }
    isListing = true
    isOutdated = false
    bus.connections { [weak self] told in
      guard let self else { return }
      isListing = false
      guard case .value(let names) = told else { return }
      let present = Set(names)
      for gone in processes.keys where !present.contains(gone) { forget(gone) }
      for name in names where processes[name] == nil { look(at: name) }
      if isOutdated { refresh() }
    }
  }

  /// A connection's name never comes back as another's.
  private func forget(_ name: String) {
    processes[name] = nil
    toolkits[name] = nil
  }

  private func look(at name: String) {
    processes[name] = .some(nil)
    bus.process(of: name) { [weak self] told in
      guard let self else { return }
      guard case .value(let process) = told else { return forget(name) }
      processes[name] = process
      bus.toolkit(of: name) { [weak self] told in
        switch told {
        case .value(let toolkit):
          self?.toolkits[name] = toolkit
          self?.onProgram(process)
        // Not a program with windows, or one that has only just begun.
        case .missing, .silent: self?.forget(name)
        }
      }
    }
  }
}
