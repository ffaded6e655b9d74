internal import CX11
internal import Geometry

/// The first event numbers of the extensions that capture stands on.
struct ExtensionEvents {
  let fixes: Int32
  let damage: Int32
  let shape: Int32
  /// RandR; out of reach where the X server lacks it.
  let monitors: Int32
}

extension DisplayConnection {
  /// Names the extension that is missing.
  func findExtensions() throws(CaptureError) -> ExtensionEvents {
    var fixes: Int32 = 0
    var damage: Int32 = 0
    var shape: Int32 = 0
    var errors: Int32 = 0
    var major: Int32 = 5
    var minor: Int32 = 0
    guard unsafe XFixesQueryExtension(handle, &fixes, &errors) != 0,
      unsafe XFixesQueryVersion(handle, &major, &minor) != 0
    else { throw .extensionMissing(name: "XFIXES") }
    guard unsafe XDamageQueryExtension(handle, &damage, &errors) != 0,
      unsafe XDamageQueryVersion(handle, &major, &minor) != 0
    else { throw .extensionMissing(name: "DAMAGE") }
    guard unsafe XShapeQueryExtension(handle, &shape, &errors) != 0 else {
      throw .extensionMissing(name: "SHAPE")
    }
    var monitors: Int32 = 0
    if unsafe XRRQueryExtension(handle, &monitors, &errors) == 0 { monitors = .max / 2 }
    return ExtensionEvents(fixes: fixes, damage: damage, shape: shape, monitors: monitors)
  }

  /// What about this display will not change while it lasts.
  func lastingRefusal(session: SessionKind) -> CaptureRefusal? {
    let name = unsafe String(cString: XDisplayString(handle))
    if unsafe callreel_x11_is_local(handle) == 0 || isRemote(displayName: name) { return .remote }
    if session == .wayland || isWaylandServer { return .wayland }
    if unsafe XScreenCount(handle) != 1 { return .severalScreens }
    return format(of: rootSource) == nil ? .depth : nil
  }

  /// Asks to be told of compositing managers, then whether there is one.
  func watchCompositor() -> Bool {
    unsafe XFixesSelectSelectionInput(
      handle, root.xid, atoms.compositor,
      UInt(
        XFixesSetSelectionOwnerNotifyMask | XFixesSelectionWindowDestroyNotifyMask
          | XFixesSelectionClientCloseNotifyMask))
    return hasCompositor
  }

  /// Whether a compositing manager says that it runs.
  var hasCompositor: Bool { unsafe XGetSelectionOwner(handle, atoms.compositor) != 0 }

  private var isWaylandServer: Bool {
    var number: Int32 = 0
    var event: Int32 = 0
    var error: Int32 = 0
    if unsafe XQueryExtension(handle, "XWAYLAND", &number, &event, &error) != 0 { return true }
    // Servers before the extension name their outputs so.
    guard unsafe XRRQueryExtension(handle, &event, &error) != 0,
      let resources = unsafe XRRGetScreenResourcesCurrent(handle, root.xid)
    else { return false }
    defer { unsafe XRRFreeScreenResources(resources) }
    for index in 0..<Int(unsafe resources.pointee.noutput) {
      let output = unsafe resources.pointee.outputs[index]
      guard let info = unsafe XRRGetOutputInfo(handle, resources, output) else { continue }
      defer { unsafe XRRFreeOutputInfo(info) }
      if unsafe String(cString: info.pointee.name).hasPrefix("XWAYLAND") { return true }
    }
    return false
  }
}

/// Whether a display name leads to another machine or through ssh, as X(7) writes them.
func isRemote(displayName: String) -> Bool {
  guard let colon = displayName.lastIndex(of: ":") else { return false }
  let host = displayName[..<colon]
  return !(host.isEmpty || host == "unix" || host.hasSuffix("/unix") || host.hasPrefix("/"))
}
