package import ProcessMessages
package import Redaction
internal import Timeline

/// One way of knowing what must not be seen of a listed window.
///
/// An answer is a statement about now; a source that does not know says `.everything` (P4).
package protocol SensitiveRegionSource {
  func hidden(of window: VisibleWindow, listedBy rule: FilmOrder.Window) -> HiddenRegions
}

/// The union of what several sources say: one that knows nothing hides everything.
package func union(_ answers: [HiddenRegions]) -> HiddenRegions {
  var regions: [MaskedRegion] = []
  for answer in answers {
    switch answer {
    case .everything: return answer
    case .only(let more): regions += more
    }
  }
  return answers.isEmpty ? .everything(.unknownWindow) : .only(regions)
}
