internal import ByteCoding
package import Timeline

/// An access record as it lies in the store: a day in clear, the rest sealed to the controller.
package struct AccessObject: Equatable, Sendable {
  package let day: CalendarDay
  /// An ``AccessRecord`` in a sealed box.
  package let box: [UInt8]

  package init(day: CalendarDay, box: [UInt8]) {
    self.day = day
    self.box = box
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(ObjectKind.access.prefix)
    writer.integer(day.number)
    writer.raw(box)
    return writer.bytes
  }

  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try ObjectKind.access.take(from: &reader)
    do throws(ByteError) {
      day = try reader.day()
      box = try reader.raw(reader.remaining)
    } catch {
      throw error.formatError
    }
  }
}
