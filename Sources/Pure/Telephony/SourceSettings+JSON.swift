package import ByteCoding

extension SourceSettings {
  package var json: JSONText {
    var members: [(String, JSONText)] = []
    if !address.isEmpty { members.append(("address", .string(address))) }
    if let account {
      members.append(("extension", .string(account.line)))
      members.append(("user", .string(account.user)))
      members.append(("secret", .string(account.secret)))
    }
    if isEncrypted { members.append(("tls", .boolean(true))) }
    if let certificateAuthority { members.append(("ca", .string(certificateAuthority))) }
    if !command.isEmpty { members.append(("command", .array(command.map(JSONText.string)))) }
    if let queue { members.append(("queue", .string(queue))) }
    if !calls.isEmpty { members.append(("calls", .array(calls.map(\.json)))) }
    return .object(members)
  }

  /// Nil where what every source needs is missing or of another type.
  init?(_ json: JSONText) {
    var settings = SourceSettings()
    if let address = json["address"]?.string { settings.address = address }
    if case .array(let words)? = json["command"] { settings.command = words.compactMap(\.string) }
    guard settings.address.isEmpty != settings.command.isEmpty else { return nil }
    if let line = json["extension"]?.string, let user = json["user"]?.string,
      let secret = json["secret"]?.string
    {
      settings.account = Account(line: line, user: user, secret: secret)
    }
    settings.isEncrypted = json["tls"] == .boolean(true)
    settings.certificateAuthority = json["ca"]?.string
    settings.queue = json["queue"]?.string
    if case .array(let calls)? = json["calls"] {
      settings.calls = calls.compactMap(KnownCall.init)
    }
    self = settings
  }
}

extension SourceSettings.KnownCall {
  fileprivate var json: JSONText {
    var members: [(String, JSONText)] = [("call-id", .string(callID))]
    if let number { members.append(("number", .string(number))) }
    members.append(("answered", .integer(answered)))
    return .object(members)
  }

  fileprivate init?(_ json: JSONText) {
    guard let callID = json["call-id"]?.string, case .integer(let answered)? = json["answered"]
    else { return nil }
    self.init(callID: callID, number: json["number"]?.string, answered: answered)
  }
}
