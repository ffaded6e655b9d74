internal import CallPolicy

/// How a document is written for people to keep.
package enum DocumentFormat: String, CaseIterable, Sendable {
  /// For a terminal: lines of at most ``Document/columns``.
  case text
  /// One page that needs nothing else.
  case html
  /// CommonMark.
  case markdown
}

/// A title and parts with paragraphs and lists, before it is laid out.
struct Document {
  /// Columns of the text form.
  static let columns = 78

  let title: String
  let language: Language
  let sections: [NoticeSection]

  /// Ends with one line end; the same document always gives the same text.
  func rendered(as format: DocumentFormat) -> String {
    switch format {
    case .text: text
    case .html: html
    case .markdown: markdown
    }
  }

  private var text: String {
    var lines = [title, String(repeating: "=", count: title.count), ""]
    for section in sections {
      lines += [section.title, String(repeating: "-", count: section.title.count)]
      for (index, block) in section.blocks.enumerated() {
        switch block {
        case .paragraph(let text):
          if index > 0 { lines.append("") }
          lines += TextLayout.wrap(text, columns: Self.columns)
        case .item(let text):
          lines += TextLayout.wrap(text, columns: Self.columns, first: "  - ", rest: "    ")
        }
      }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  private var markdown: String {
    var parts = ["# " + Self.markdown(title)]
    for section in sections {
      parts.append("## " + Self.markdown(section.title))
      for run in section.runs {
        switch run {
        case .paragraph(let text): parts.append(Self.markdown(text))
        case .items(let items):
          parts.append(items.map { "- " + Self.markdown($0) }.joined(separator: "\n"))
        }
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var html: String {
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"\(language.rawValue)\">", "<head>",
      "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<title>\(Self.html(title))</title>",
      "<style>body{font:1rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
        + "h1{font-size:1.5rem}h2{font-size:1.15rem}</style>",
      "</head>", "<body>", "<main>", "<h1>\(Self.html(title))</h1>",
    ]
    for section in sections {
      lines += ["<section>", "<h2>\(Self.html(section.title))</h2>"]
      for run in section.runs {
        switch run {
        case .paragraph(let text): lines.append("<p>\(Self.html(text))</p>")
        case .items(let items):
          lines += ["<ul>"] + items.map { "<li>\(Self.html($0))</li>" } + ["</ul>"]
        }
      }
      lines.append("</section>")
    }
    return (lines + ["</main>", "</body>", "</html>"]).joined(separator: "\n") + "\n"
  }

  /// A policy's author may write anything: it stays words.
  private static func html(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "<br>"
      default: result.append(character)
      }
    }
    return result
  }

  /// As ``html(_:)``; an escaped mark is the mark itself (CommonMark 2.4).
  private static func markdown(_ text: String) -> String {
    var result = ""
    for (index, character) in text.enumerated() {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "&", "~": result += "\\"
      case "-", "+", "=": if index == 0 { result += "\\" }
      default: break
      }
      result += character == "\n" ? "\\\n" : String(character)
    }
    return result
  }
}

extension NoticeSection {
  fileprivate enum Run {
    case paragraph(String)
    case items([String])
  }

  /// The blocks, items that follow each other put together.
  fileprivate var runs: [Run] {
    var runs: [Run] = []
    for block in blocks {
      switch (block, runs.last) {
      case (.item(let text), .items(let items)?):
        runs[runs.count - 1] = .items(items + [text])
      case (.item(let text), _): runs.append(.items([text]))
      case (.paragraph(let text), _): runs.append(.paragraph(text))
      }
    }
    return runs
  }
}
