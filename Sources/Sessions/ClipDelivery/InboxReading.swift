internal import ClipFormat
internal import ClipStore
internal import LinuxSystem
internal import ProcessMessages
internal import Spool
internal import Timeline

/// Brings what lies in the workstation's inbox to the workstation, still sealed (F10).
enum InboxReading {
  /// What an employee is told in a year is far less; more is not taken, nor a larger note.
  private static let mostNotes = 10_000
  private static let mostBytes = 16 << 10

  /// Once a run: notes that are here already are not fetched again, and none is removed.
  static func run(_ order: UploadOrder, from store: any ClipStore) throws(StoreError) {
    guard let workstation = order.inbox, let root = order.inboxFolder else { return }
    let inbox = Inbox(root: root)
    let today = CalendarDay(unixSeconds: Clock.unixSeconds)
    do throws(SpoolError) {
      try inbox.forget(today: today)
    } catch {
      throw .source(code: 0)
    }
    let known = Set((try? inbox.names()) ?? [])
    let names = try store.names(in: .inbox(workstation: workstation)).compactMap {
      LedgerName(note: $0, to: workstation)
    }
    // The latest: what is not swept from the store yet is not brought again when it was forgotten.
    for name in names.suffix(mostNotes)
    where !known.contains(name.text) && !Inbox.isOver(name.text, today: today) {
      let bytes: [UInt8]
      do throws(StoreError) {
        bytes = try store.get(name, atMost: mostBytes)
      } catch .missing {
        // Swept while it was read.
        continue
      }
      do throws(SpoolError) { try inbox.keep(bytes, as: name) } catch { throw .source(code: 0) }
    }
  }
}
