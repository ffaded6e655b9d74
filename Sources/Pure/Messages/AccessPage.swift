package import CallPolicy
internal import ClipFormat
package import JournalFormat
internal import Timeline

extension TrayPage {
  /// Who used the keys of the employee's recordings, and of which; the latest use first (F10).
  ///
  /// `zoneOffset` gives the seconds that local time is ahead of UTC at a moment.
  package static func accesses(
    _ accesses: [JournalAccess], calls: [RecordedCall], in language: Language,
    zoneOffset: (Int64) -> Int
  ) -> String {
    let words = JournalWords(language)
    let starts = Dictionary(
      calls.map { ($0.location.clip, $0.unixSeconds) }, uniquingKeysWith: { first, _ in first })
    let latest = accesses.sorted { $0.unixSeconds > $1.unixSeconds }
    var headings: [String] = []
    var uses: [String: [NoticeSection.Block]] = [:]
    for access in latest {
      let clip = access.act.clip?.clip
      let heading =
        if let clip, let start = starts[clip] {
          language.said("Recording of ", "Enregistrement du ", "Opname van ")
            + AccessSentences.moment(start, zoneOffset: zoneOffset)
            + ", clip \(clip.text.prefix(8))"
        } else {
          words.otherAccesses
        }
      if uses[heading] == nil { headings.append(heading) }
      let line = AccessSentences.line(access, language: language, zoneOffset: zoneOffset)
      uses[heading, default: []].append(.item(line))
    }
    let nobody = language.said(
      "Nobody has used a key of a recording of yours.",
      "Personne n'a utilisé de clé d'un de vos enregistrements.",
      "Niemand heeft een sleutel van een opname van u gebruikt.")
    let record = language.said(
      "Whoever lists, opens or saves a recording has put a signed record of it into the store "
        + "before, also in vain.",
      "Qui liste, ouvre ou enregistre un film a d'abord déposé une trace signée de cet accès, même "
        + "en vain.",
      "Wie een opname opnoemt, opent of bewaart, heeft daarvan eerst een ondertekende aantekening "
        + "in de opslag gezet, ook als het mislukte.")
    return Document(
      title: language.said(
        "Who opened your recordings", "Qui a ouvert vos enregistrements",
        "Wie uw opnamen heeft geopend"),
      language: language,
      sections: headings.map { NoticeSection($0, uses[$0] ?? []) } + [
        NoticeSection(
          language.said("How this is known", "D'où cela vient", "Hoe dit bekend is"),
          (headings.isEmpty ? [.paragraph(nobody)] : [])
            + [.paragraph(record), .paragraph(words.access)])
      ]
    ).rendered(as: .html)
  }
}
