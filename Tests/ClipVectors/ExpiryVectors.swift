import ClipFormat
import Timeline

/// Clips whose days are over.
enum ExpiryVectors {
  static let all = [
    NamedVector("expiryDay", expiryDay),
    NamedVector("expiryShown", expiryShown),
    NamedVector("expiryController", expiryController),
    NamedVector("expiryErased", expiryErased),
  ]

  private static func expiryDay() -> Vector {
    var vector = drafted().opened(
      .expiry, in: "opening", "The first day on which nobody may open it.")
    vector.today = (ClipDraft.day + 30).text
    return vector
  }

  private static func expiryShown() -> Vector {
    var vector = drafted().shown(.expiry, in: "opening", "Long after the expiry, without a key.")
    vector.today = (ClipDraft.day + 400).text
    return vector
  }

  private static func expiryController() -> Vector {
    let clip = drafted()
    var vector = clip.opened(
      by: [clip.draft.keys.controller], with: .controller, .expiry, in: "opening",
      "The controller's part expires with the clip.")
    vector.today = (ClipDraft.day + 31).text
    return vector
  }

  private static func expiryErased() -> Vector {
    let clip = drafted().replayed
    var vector = clip.opened(
      .expiry, in: "opening", "Back after the erasure, and after the expiry.")
    vector.today = (ClipDraft.day + 30).text
    return vector
  }
}
