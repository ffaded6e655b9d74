import AgentService
import LinuxSystem

func fail(_ sentence: String, status: Int32) -> Never {
  try? StandardStream.error.write("callreel-agent: " + sentence + "\n")
  ProcessExit.end(status)
}

do {
  try Hardening.begin()
} catch {
  fail("the system does not let the agent protect its memory", status: 70)
}

var configuration = "/etc/callreel"
let words = Array(CommandLine.arguments.dropFirst())
if words == [Launcher.argument] {
  Launcher.serve(agent: 3)
  ProcessExit.end(0)
} else if words.count == 2, words[0] == "--config" {
  configuration = words[1]
} else if !words.isEmpty {
  fail("usage: callreel-agent [--config DIR]", status: 64)
}

guard let login = Account.login else {
  fail("this user has no name in the user database; nobody can be enrolled", status: 69)
}
let end = runAgent(
  AgentPlace(configuration: configuration, state: Account.stateDirectory, login: login))
if let sentence = end.sentence { fail(sentence, status: end.status) }
ProcessExit.end(end.status)
