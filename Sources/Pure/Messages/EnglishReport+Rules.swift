internal import CallPolicy

extension EnglishReport {
  func keeping(_ rule: Rule) -> String {
    switch rule {
    case .f1: "no still picture exists; a film that is too short is destroyed"
    case .f2: "the windows are looked at all the time; every gap is named in the film"
    case .f3: "training is the only purpose that the program knows, and it is signed"
    case .f4: "nothing is filmed before the person has confirmed the current notice"
    case .f5: "only listed windows are fetched; browsers by their page only"
    case .f6: "nothing before pick-up and after hang-up"
    case .f7: "only enrolled people, each with reason, end and trainers; no shared logins"
    case .f8: "a share, a limit a week and an end, within limits that no policy can lift"
    case .f9: "a trainer sees the films of the one trainee that they name"
    case .f10: "a key for each trainer; each access is recorded before it happens"
    case .f11: "private switch, never-list, caller informed, and an objection destroys the film"
    case .f12: "films expire and are then refused and erased; so do journal and draws"
    case .n1: "the notice is made from the policy and leaves nothing out"
    case .n2: "only customers' numbers; of others nothing is written anywhere"
    case .n3: "a draw from seeds of three parties that anybody can recompute"
    case .n4: "the journal tells the employee of every recorded call"
    case .n5: "nothing is filmed before the caller is known to be informed"
    case .n6: "hold pauses the film, and the gap says so"
    case .n7: "the council's decision is dated before the campaign, or its absence has a reason"
    case .n8: "notice and this report are generated; confirmed versions are kept"
    case .n9:
      "requests from the employee's own machine, a say beside the film; an objection stops the "
        + "recording"
    case .n10: "sealed on the workstation; destroying keys makes a film unreadable"
    case .n11: "no score, no figure about a person; every film says: not for appraisal"
    case .n12: "the employee switches recording off; nobody counts it"
    case .n13: "calls that are kept as evidence are not recorded"
    case .n14:
      "the caller's number is sealed to the controller only; export and erasure on request"
    case .n15: "necessity, alternatives, balancing and impact assessment are needed and dated"
    case .n16: "fields that the policy names are blackened like passwords"
    case .n17: "what a lost key or machine exposes can be listed"
    case .n18: "mail and chat cannot be listed; no camera, microphone, keyboard is opened"
    }
  }
}
