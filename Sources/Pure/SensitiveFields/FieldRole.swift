/// The roles of AT-SPI that a field can have, by their numbers (atspi-constants.h).
package enum FieldRole {
  package static let passwordText: UInt32 = 40
  package static let documentWeb: UInt32 = 95
  package static let listBox: UInt32 = 98

  /// Fields for text that is no password.
  package static let entries: [UInt32] = [61, 76, 79]

  static let names: [UInt32: String] = [
    7: "check box", 11: "combo box", 12: "date editor", 29: "label", 31: "list",
    32: "list item", 40: "password text", 43: "push button", 44: "radio button", 52: "spin button",
    55: "table", 56: "table cell", 60: "terminal", 61: "text", 65: "tree", 66: "tree table",
    73: "paragraph", 76: "autocomplete", 79: "entry", 83: "heading", 85: "section",
  ]

  /// What people type into.
  static let inputs: [UInt32] = [11, 12, 52, 61, 76, 79]
}
