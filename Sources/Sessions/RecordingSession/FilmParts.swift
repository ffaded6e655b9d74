import ByteCoding
import ClipFormat
import ClipSealing
import LinuxSystem
import ProcessMessages
import Redaction
import Spool
import Timeline
import VideoEncoding

/// What a film is made of, opened before the call so that nothing is loaded after `answered`.
struct FilmParts: ~Copyable {
  private let order: FilmOrder
  private let monitor: Monitor
  private let encoder: VideoEncoder
  private let workstation: PrivateKey

  /// `monitor` is the one that a window will probably show on; encoders for others are opened when
  /// they are needed.
  init(order: FilmOrder, monitor: Monitor) throws(RecorderStop) {
    let workstation = try Self.readKey(order.workstationKeyFile)
    let encoder = try Self.openEncoder(monitor)
    self.init(order, monitor, encoder, workstation)
  }

  private init(
    _ order: FilmOrder, _ monitor: Monitor, _ encoder: consuming VideoEncoder,
    _ workstation: consuming PrivateKey
  ) {
    self.order = order
    self.monitor = monitor
    self.encoder = encoder
    self.workstation = workstation
  }

  private static func openEncoder(_ monitor: Monitor) throws(RecorderStop) -> VideoEncoder {
    do throws(VideoError) {
      return try VideoEncoder(size: monitor.pictureSize)
    } catch {
      throw .failed(.encodingFailed)
    }
  }

  private static func readKey(_ path: String) throws(RecorderStop) -> PrivateKey {
    guard let text = try? Files.read(path: path, limit: 4096) else {
      throw .failed(.sealingFailed)
    }
    do throws(KeyFileError) {
      return try PrivateKey.read(text: text, passphrase: nil, kinds: [.workstation])
    } catch {
      throw .failed(.sealingFailed)
    }
  }

  /// Opens the clip: key objects and opening record are on the disk when this returns.
  consuming func film(_ clip: ClipOrder) throws(FilmFailure) -> Film {
    guard let location = clip.location else {
      throw .sealing(.refused(FormatError(.name, "the campaign's name is not usable")))
    }
    let terms = OpeningTerms(
      location: location, policyHash: clip.policyHash, expiry: clip.expires,
      export: clip.mayExport ? .allowed : .refused, journalHead: clip.journalHead,
      rate: UInt8(clamping: order.rate),
      minimumSeconds: UInt16(clamping: clip.minimumSeconds),
      call: CallRecord(
        employee: clip.employee,
        trainers: clip.recipients.filter { $0.key.kind == .trainer }.map(\.name),
        startUnixMilliseconds: clip.answeredUnixMilliseconds, callIdentifier: clip.callID,
        application: clip.application, controllerName: clip.controllerName,
        policyOwner: clip.policyOwner),
      controllerRecord: ControllerRecord(number: clip.number ?? "", queue: clip.queue ?? ""))
    let sealer: ClipSealer
    do throws(SealingError) {
      sealer = try ClipSealer(
        terms: terms, recipients: clip.recipients.map(\.key), controller: clip.controllerKey,
        workstation: workstation)
    } catch {
      throw .sealing(error)
    }
    let spooled: SpooledClip
    do throws(SpoolError) {
      spooled = try SpooledClip(root: order.spool, sealer: sealer)
    } catch {
      throw .spool(error)
    }
    return Film(
      line: DelayLine(monitor: monitor, lookback: Int64(order.lookbackMilliseconds)),
      track: ReelTrack(monitor, encoder: encoder),
      writer: ClipWriter(sealer: sealer, spooled: spooled), segmentSeconds: order.segmentSeconds)
  }
}
