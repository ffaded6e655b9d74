import ArgumentParser
import CallPolicy
import LinuxSystem
import Messages

/// In which language and form a document is wanted, and where it goes.
struct DocumentOptions: ParsableArguments {
  @Option(help: "en, fr or nl; otherwise that of the session.") var language: String?
  @Option(help: "text, html or markdown.") var format: String?
  @Option(help: "Write it to this new file instead.") var output: String?

  var chosenLanguage: Language { LanguageArgument.language(language) }

  /// The one that is named, else that of the file's name; ends the program at another word.
  var chosenFormat: DocumentFormat {
    guard let format else {
      let name = output ?? ""
      return name.hasSuffix(".html") ? .html : name.hasSuffix(".md") ? .markdown : .text
    }
    guard let known = DocumentFormat(rawValue: format) else {
      Terminal.fail(
        "--format is not one of \(DocumentFormat.allCases.map(\.rawValue).joined(separator: ", "))",
        status: .usage)
    }
    return known
  }

  func write(_ text: String) {
    guard let output else { return Terminal.result(text, terminator: "") }
    InputFile.create(output, Array(text.utf8), mode: 0o644)
  }
}
