internal import Patterns

/// Programs whose windows a policy cannot simply list, by the class of their windows (F5, N18).
///
/// Lower case: programs disagree with themselves about capitals.
enum ProgramLists {
  /// They show any page: listed only with a `url`.
  static let browsers: Set<String> = [
    "brave", "brave-browser", "chromium", "chromium-browser", "epiphany", "falkon", "firefox",
    "firefox-esr", "firefox_firefox", "google-chrome", "google-chrome-beta", "konqueror",
    "librewolf", "microsoft-edge", "microsoft-edge-beta", "midori", "navigator", "opera",
    "org.gnome.epiphany", "palemoon", "qutebrowser", "seamonkey", "tor browser", "vivaldi",
    "vivaldi-stable", "waterfox",
  ]

  /// They show everything that a person does, or what is confidential.
  static let refused: [(kind: String, classes: Set<String>)] = [
    (
      "a desktop",
      [
        "caja-desktop", "cinnamon", "gnome-shell", "desktop_window", "nautilus-desktop",
        "nemo-desktop", "pcmanfm-desktop", "plasmashell", "xfdesktop",
      ]
    ),
    (
      "a panel",
      [
        "budgie-panel", "gnome-panel", "i3bar", "lxpanel", "lxqt-panel", "mate-panel", "plank",
        "polybar", "tint2", "wrapper-2.0", "xfce4-panel",
      ]
    ),
    (
      "a file manager",
      [
        "caja", "dolphin", "doublecmd", "krusader", "nautilus", "nemo", "org.gnome.nautilus",
        "org.kde.dolphin", "pcmanfm", "pcmanfm-qt", "spacefm", "thunar",
      ]
    ),
    (
      "a mail program",
      [
        "balsa", "betterbird", "claws-mail", "evolution", "geary", "kmail", "kmail2", "kontact",
        "mail", "mailspring", "org.gnome.evolution", "org.gnome.geary", "org.kde.kmail2",
        "sylpheed", "thunderbird", "thunderbird-esr", "trojita",
      ]
    ),
    (
      "a chat program",
      [
        "dino", "discord", "element", "ferdium", "franz", "gajim", "hexchat", "jitsi meet",
        "konversation", "mattermost", "mattermost-desktop", "microsoft teams", "pidgin", "polari",
        "psi", "quassel", "rambox", "rocket.chat", "signal", "skype", "slack", "teams",
        "teams-for-linux", "telegram-desktop", "telegramdesktop", "webcord", "whatsdesk",
        "whatsapp", "zoom", "zulip",
      ]
    ),
  ]

  /// Mail and chat that a browser shows, by host.
  static let refusedHosts: Set<String> = [
    "app.element.io", "app.slack.com", "discord.com", "mail.google.com", "mail.proton.me",
    "mail.yahoo.com", "outlook.live.com", "outlook.office.com", "outlook.office365.com",
    "teams.live.com", "teams.microsoft.com", "web.telegram.org", "web.whatsapp.com",
  ]

  static func isBrowser(_ pattern: WildcardPattern) -> Bool {
    matches(pattern, in: browsers)
  }

  /// What the pattern would film that it may not; nil for nothing known.
  static func refusedKind(_ pattern: WildcardPattern) -> String? {
    refused.first { matches(pattern, in: $0.classes) }?.kind
  }

  private static func matches(_ pattern: WildcardPattern, in classes: Set<String>) -> Bool {
    let folded = WildcardPattern(pattern.text.lowercased())
    return classes.contains { folded.matches($0) }
  }
}
