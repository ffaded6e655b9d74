package import ClipFormat
package import ClipSealing
internal import ClipStore

extension ClipShelf {
  /// The clips whose caller's number is one that `isWanted` (N14), by campaign and day.
  ///
  /// Only the controller's key reads the number; expired clips that are still there are found too.
  /// `unread` is told of clips and folders that could not be read.
  package func clips(
    ofNumber isWanted: (String) -> Bool, by controller: borrowing PrivateKey,
    unread: (String, PlayerError) -> Void, progress: ClipProgress
  ) throws(PlayerError) -> [ClipLocation] {
    var found: [ClipLocation] = []
    let clips = try clips(unread: unread)
    for (index, clip) in clips.enumerated() {
      try progress(index, clips.count)
      do throws(PlayerError) {
        let opening = try object(.opening, of: clip)
        let number: String
        do throws(ClipFault) {
          number = try ControllerPart.open(
            opening: opening, location: clip, key: controller
          ).number
        } catch {
          throw .fault(error)
        }
        if isWanted(number) { found.append(clip) }
      } catch {
        // Of an erased clip nothing tells any more.
        if (try? storedNames(of: clip)) != [ObjectName.erased.text] { unread(clip.path, error) }
      }
    }
    try progress(clips.count, clips.count)
    return found
  }
}
