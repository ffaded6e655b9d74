internal import TOMLKit
internal import Timeline

/// A TOML value, copied out of the parser's tree.
indirect enum TOMLNode: Equatable {
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case day(CalendarDay)
  /// A time of day or a moment: no setting is one.
  case moment
  case list([TOMLNode])
  case table([String: TOMLNode])

  /// What an administrator calls it.
  var typeName: String {
    switch self {
    case .text: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .day: "a date"
    case .moment: "a time"
    case .list: "a list"
    case .table: "a table"
    }
  }
}

/// A text that is no TOML, and its first line that shows it.
struct TOMLSyntaxError: Error, Equatable {
  /// Nil where the parser does not tell.
  let line: Int?
}

extension TOMLNode {
  /// Reads a whole document; the result is always a table.
  ///
  /// Only after ``KeyLines`` read it: toml++ stops the program at some texts that are no TOML.
  init(document text: String) throws(TOMLSyntaxError) {
    do {
      self.init(try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw TOMLSyntaxError(line: error.source.begin.line)
    } catch {
      throw TOMLSyntaxError(line: nil)
    }
  }

  private init(_ table: TOMLTable) {
    var members: [String: TOMLNode] = [:]
    for key in table.keys {
      if let value = table[key] { members[key] = TOMLNode(value) }
    }
    self = .table(members)
  }

  private init(_ value: any TOMLValueConvertible) {
    switch value.type {
    case .string: self = value.string.map(TOMLNode.text) ?? .moment
    case .int: self = value.int.map(TOMLNode.integer) ?? .moment
    case .double: self = value.double.map(TOMLNode.number) ?? .moment
    case .bool: self = value.bool.map(TOMLNode.flag) ?? .moment
    case .date:
      let day = value.date.flatMap {
        CalendarDay(year: $0.year, month: $0.month, day: $0.day)
      }
      self = day.map(TOMLNode.day) ?? .moment
    case .time, .dateTime: self = .moment
    case .array:
      self = .list(value.array.map { array in (0..<array.count).map { TOMLNode(array[$0]) } } ?? [])
    case .table: self = value.table.map { TOMLNode($0) } ?? .table([:])
    }
  }
}
