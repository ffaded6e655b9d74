internal import ByteCoding
package import ClipFormat
internal import ClipSealing
internal import Timeline

/// What somebody asked to be put right of a clip, as a reader of the clip meets it (N9).
package struct Statement: Equatable, Sendable {
  package let object: StatementObject
  /// Nil where it was not sealed to the reader's key, who still learns that it is there.
  package let request: RequestRecord?
  /// Whose call it was, as the workstation says.
  let employee: String

  /// The day, and what was asked to be put right; by whom, where it was another than the employee.
  package var text: String {
    guard let request else {
      return object.day.text + ": sealed to other keys than yours; the controller has it"
    }
    let other = request.employee == employee ? "" : " by " + request.employee
    return object.day.text + other + ": " + request.message
  }

  /// All of a clip, by their days; one that does not open as it should is a fault of the clip.
  static func all(
    in report: ClipReport, of employee: String, openedBy key: borrowing ReaderKey
  ) throws(PlayerError) -> [Statement] {
    var all: [Statement] = []
    for object in report.statements {
      do throws(FormatError) {
        all.append(
          Statement(
            object: object, request: try key.open(object, of: report.opening.location),
            employee: employee))
      } catch {
        let request = Hexadecimal.encode(object.request)
        throw .fault(error.fault(in: .statement(request: request)))
      }
    }
    return all.sorted { $0.object.day < $1.object.day }
  }
}
