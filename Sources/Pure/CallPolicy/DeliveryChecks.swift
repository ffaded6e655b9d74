internal import ObjectStorage
internal import Timeline

extension Policy {
  func checkSources(_ faults: inout PolicyFaults) {
    for (index, source) in sources.enumerated() {
      let key = "source[\(index)]"
      faults.require(source.name, key + ".name", nil)
      switch source.kind {
      case .baresip(let address): checkSocket(address, key, &faults)
      case .ami(let address, let line, let user, let secret, let tls, _):
        checkSocket(address, key, &faults)
        if let line { faults.require(line, key + ".extension", .f7) }
        faults.require(user, key + ".user", nil)
        faults.require(secret, key + ".secret", nil)
        if !tls, AddressSyntax.isSocket(address), !AddressSyntax.isLoopback(address) {
          faults.add(
            key + ".tls", .n10, "callers' numbers would cross the network in clear",
            advice: "tls = true")
        }
      case .program(let command):
        if command.first?.hasPrefix("/") != true {
          faults.add(key + ".command", nil, "does not begin with an absolute path")
        }
      }
    }
    for (index, source) in sources.enumerated() {
      if let name = source.queue, queue(named: name) == nil {
        faults.add(
          "source[\(index)].queue", .f8, "is no queue of this policy", advice: "a [[queue]] of it")
      }
    }
    faults.refuseRepeats(sources.map(\.name), nil) { "source[\($0)].name" }
  }

  private func checkSocket(_ address: String, _ key: String, _ faults: inout PolicyFaults) {
    if !AddressSyntax.isSocket(address) {
      faults.add(key + ".address", nil, "is not host:port")
    }
  }

  func checkStore(_ faults: inout PolicyFaults) {
    let advice = "dir:/path or s3://bucket/prefix?endpoint=https://…"
    do throws(AddressFault) {
      switch try StoreAddress(store.url) {
      case .folder(let path):
        if !path.hasPrefix("/") {
          faults.add("store.url", .n10, "is not an absolute path", advice: advice)
        }
      case .bucket:
        if let credentials = store.credentials {
          if CredentialSource(credentials) == nil {
            faults.add(
              "store.credentials", .n10, "names no credential of the agent's service",
              advice: "systemd: and a name, such as systemd:s3")
          }
        } else {
          faults.add(
            "store.credentials", .n10, "is needed for a bucket",
            advice: "a file that only this person can read")
        }
      }
    } catch .notEncrypted {
      faults.add("store.url", .n10, "is not encrypted on its way", advice: "https://")
    } catch {
      faults.add("store.url", .n10, error.words, advice: advice)
    }
    if let speed = store.kilobytesPerSecond, speed < 1 {
      faults.add("store.kilobytes_per_second", nil, "\(speed) is less than 1")
    }
    faults.limit(store.spoolMegabytes, "store.spool_megabytes", to: Limits.spoolMegabytes, nil)
    faults.limit(store.freeMegabytes, "store.free_megabytes", to: Limits.freeMegabytes, nil)
  }

  func checkRecipients(_ faults: inout PolicyFaults) {
    if !recipients.contains(where: { $0.role == .trainer }) {
      faults.add("recipient", .f10, "no recipient is a trainer", advice: "a key per trainer")
    }
    let holders = recipients.indices.filter { recipients[$0].role == .recovery }
    if holders.count == 1 {
      faults.add(
        "recipient[\(holders[0])].role", .f10, "is the only recovery key, and opens nothing alone",
        advice: "the keys of two holders, or none")
    } else if holders.count > Self.recoveryHolders {
      faults.add(
        "recipient[\(holders[Self.recoveryHolders])].role", .f10,
        "is one recovery key too many", advice: "the keys of two holders, or none")
    }
    if recipients.count > Limits.recipients {
      faults.add(
        "recipient", .f10, "\(recipients.count) are more than \(Limits.recipients)",
        advice: "fewer people")
    }
    for (index, recipient) in recipients.enumerated() {
      let key = "recipient[\(index)]"
      faults.require(recipient.name, key + ".name", .f10)
      if recipient.name.utf8.count > Limits.nameBytes {
        faults.add(key + ".name", .f10, "is longer than \(Limits.nameBytes) bytes")
      }
      if recipient.until < campaign.starts {
        faults.add(
          key + ".until", .f10, "\(recipient.until.text) is before campaign.starts",
          advice: "leave the recipient out")
      }
    }
    faults.refuseRepeats(recipients.map(\.name), .f10) { "recipient[\($0)].name" }
    faults.refuseRepeats(recipients.map(\.key), .f10) { "recipient[\($0)].key" }
  }
}
