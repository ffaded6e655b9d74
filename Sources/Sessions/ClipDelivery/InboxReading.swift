internal import ClipFormat
internal import ClipStore
internal import LinuxSystem
internal import ProcessMessages
internal import Spool
internal import Timeline

/// Brings what lies in the workstation's inbox to the workstation, still sealed (F10).
enum InboxReading {
  /// What an employee is told in a year is far less; more is not taken.
  private static let mostNotes = 100_000

  /// Once a run: notes that are here already are not fetched again, and none is removed.
  static func run(_ order: UploadOrder, from store: any ClipStore) throws(StoreError) {
    guard let workstation = order.inbox, let root = order.inboxFolder else { return }
    let inbox = Inbox(root: root)
    do throws(SpoolError) {
      try inbox.forget(today: CalendarDay(unixSeconds: Clock.unixSeconds))
    } catch {
      throw .source(code: 0)
    }
    let known = Set((try? inbox.names()) ?? [])
    for text in try store.names(in: .inbox(workstation: workstation)).prefix(mostNotes) {
      guard !known.contains(text), let name = LedgerName(note: text, to: workstation) else {
        continue
      }
      let bytes: [UInt8]
      do throws(StoreError) {
        bytes = try store.get(name, atMost: FormatLimits.recordBytes)
      } catch .missing {
        // Swept while it was read.
        continue
      }
      do throws(SpoolError) { try inbox.keep(bytes, as: name) } catch { throw .source(code: 0) }
    }
  }
}
