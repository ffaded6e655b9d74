package import CallPolicy
internal import Geometry
internal import Patterns
package import ProcessMessages

extension FilmOrder {
  /// What a policy says of windows, fields and the film itself.
  package init(
    _ policy: Policy, lookbackMilliseconds: Int, spool: String, workstationKeyFile: String
  ) {
    var regions: [PixelRegion] = []
    var fields: [FilmOrder.Field] = []
    for rule in policy.maskedFields {
      switch rule.field {
      case .region(let region): regions.append(region)
      case .name(let pattern): fields.append(.init(.name, pattern.text))
      case .label(let pattern): fields.append(.init(.label, pattern.text))
      case .role(let pattern): fields.append(.init(.role, pattern.text))
      }
    }
    self.init(
      windows: policy.filmedWindows.map { rule in
        FilmOrder.Window(
          windowClass: rule.windowClass.text, title: rule.title?.text,
          executable: rule.executable?.text, url: rule.url?.text,
          showsDocumentOnly: rule.area == .document,
          needsNoAccessibility: rule.accessibility == .noneNeeded)
      },
      sensitiveRegions: regions, rate: policy.video.rate,
      segmentSeconds: policy.video.segmentSeconds, lookbackMilliseconds: lookbackMilliseconds,
      sensitiveFields: fields, spool: spool, workstationKeyFile: workstationKeyFile)
  }
}
