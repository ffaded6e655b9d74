internal import CallPolicy

/// What `callreel doctor` says of this machine: its directories, its clock, its kernel.
extension DoctorFinding {
  package static let noState = fine(
    .state,
    .said("nothing is kept yet", "rien n'est encore conservé", "er wordt nog niets bewaard"))

  package static let privateState = fine(
    .state,
    .said(
      "journal and keys are readable by this person only",
      "seule cette personne peut lire le journal et les clés",
      "alleen deze persoon kan het dagboek en de sleutels lezen"))

  package static func exposedState(_ path: String) -> DoctorFinding {
    error(
      .state,
      .said(
        "others can read \(path), or it is somebody else's",
        "d'autres peuvent lire \(path), ou le dossier est à quelqu'un d'autre",
        "anderen kunnen \(path) lezen, of de map is van iemand anders"),
      .said(
        "chmod 700 \(path), and see whose it is", "chmod 700 \(path), et voyez à qui il est",
        "chmod 700 \(path), en kijk van wie die is"))
  }

  package static let keptClock = fine(
    .clock, .said("is kept right", "est tenue à l'heure", "wordt gelijk gehouden"))

  package static let unknownClock = fine(
    .clock,
    .said(
      "the kernel does not tell whether it is kept right",
      "le noyau ne dit pas si elle est tenue à l'heure",
      "de kernel zegt niet of hij gelijk wordt gehouden"))

  package static let driftingClock = warning(
    .clock,
    .said(
      "nothing keeps it right; clips and journal bear its times",
      "rien ne la tient à l'heure ; les enregistrements et le journal portent ses heures",
      "niets houdt hem gelijk; opnamen en dagboek dragen zijn tijden"),
    LocalizedText("timedatectl set-ntp true"))

  package static let sandbox = fine(
    .sandbox, .said("seccomp and Landlock", "seccomp et Landlock", "seccomp en Landlock"))

  package static let noSandbox = error(
    .sandbox,
    .said(
      "the kernel has no seccomp filters, so that nothing is filmed",
      "le noyau n'a pas de filtres seccomp, rien n'est donc filmé",
      "de kernel heeft geen seccomp-filters, dus er wordt niets gefilmd"),
    .said(
      "start a kernel with CONFIG_SECCOMP_FILTER, as Debian's are",
      "démarrez un noyau avec CONFIG_SECCOMP_FILTER, comme ceux de Debian",
      "start een kernel met CONFIG_SECCOMP_FILTER, zoals die van Debian"))

  package static let sandboxWithoutFileRights = warning(
    .sandbox,
    .said(
      "seccomp, but no Landlock: Callreel's programs keep all your files in reach",
      "seccomp, mais pas Landlock : les programmes de Callreel gardent tous vos fichiers à leur "
        + "portée",
      "seccomp, maar geen Landlock: de programma's van Callreel houden al uw bestanden binnen "
        + "bereik"),
    .said(
      "start a kernel of 5.13 or later with landlock in lsm=",
      "démarrez un noyau 5.13 ou plus récent avec landlock dans lsm=",
      "start een kernel 5.13 of nieuwer met landlock in lsm="))
}
