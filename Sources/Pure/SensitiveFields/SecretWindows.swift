internal import Patterns

/// Windows that ask for or keep passwords, by their classes: hidden whole, whatever else is known.
package enum SecretWindows {
  private static let classes = [
    "pinentry*", "Pinentry*", "gcr-prompter", "Gcr-prompter", "polkit-*", "Polkit-*", "lxpolkit",
    "lxqt-policykit*", "ssh-askpass*", "Ssh-askpass*", "ksshaskpass", "seahorse*", "Seahorse*",
    "keepassxc", "KeePassXC", "KeePass*", "keepass*", "Bitwarden", "bitwarden", "1Password",
    "1password", "kwalletd*", "kwalletmanager*", "i3lock", "xscreensaver*", "XScreenSaver*",
    "light-locker*", "slock", "xsecurelock*",
  ].map { WildcardPattern($0) }

  package static func contain(_ windowClass: String) -> Bool {
    classes.contains { $0.matches(windowClass) }
  }
}
