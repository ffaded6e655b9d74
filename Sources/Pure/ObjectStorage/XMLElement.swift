/// An element of a small XML document: what S3 answers with.
package struct XMLElement: Equatable, Sendable {
  package let name: String
  package let children: [XMLElement]
  /// Its own characters, those of its children left out.
  package let text: String

  package func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  package func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

/// A document that is not XML, or uses more of it than is taken.
package struct XMLError: Error, Equatable {
  package init() {}
}
