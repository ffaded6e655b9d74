import Messages
import ProcessMessages

/// Whether the display can be filmed, and how well.
enum DisplayChecks {
  static func findings(_ report: DisplayReport) -> [DoctorFinding] {
    if let refusal = report.refusal { return [.refusedDisplay(refusal)] }
    let extensions: DoctorFinding =
      report.missing.isEmpty ? .allExtensions : .missingExtensions(report.missing)
    return [.display, extensions, compositor(report)]
  }

  private static func compositor(_ report: DisplayReport) -> DoctorFinding {
    guard report.hasCompositor else { return .noCompositor }
    return report.missing.contains(.composite) ? .compositorWithoutPixmaps : .compositor
  }
}
