// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of ours is compiled with: `grep -rn unsafe Sources` is the audit list.
let ours: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Tests keep the same rules but for the word `unsafe`, which audits programs.
let tested: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// A module map with typed shims over one C library of the distribution.
func door(_ name: String, _ package: String? = nil) -> Target {
  .systemLibrary(name: name, path: "Sources/Doors/\(name)", pkgConfig: package)
}

/// A target of one layer; it may import only from the layers above its own, a pure one also from
/// other pure ones.
func layer(_ folder: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)", swiftSettings: ours)
}

func pure(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  layer("Pure", name, dependencies)
}

func wrapper(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  layer("Wrappers", name, dependencies)
}

func adapter(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  layer("Adapters", name, dependencies)
}

func session(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  layer("Sessions", name, dependencies)
}

func program(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/Programs/\(name)", swiftSettings: ours)
}

/// `files` are what its tests use beside Swift, in place.
func tests(_ name: String, _ dependencies: Target.Dependency..., files: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests", exclude: files,
    swiftSettings: tested)
}

let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "callreel",
  products: [
    .executable(name: "callreel", targets: ["callreel"]),
    .executable(name: "callreel-agent", targets: ["callreel-agent"]),
    .executable(name: "callreel-indicator", targets: ["callreel-indicator"]),
    .executable(name: "callreel-recorder", targets: ["callreel-recorder"]),
    .executable(name: "callreel-upload", targets: ["callreel-upload"]),
    .executable(name: "callreel-export", targets: ["callreel-export"]),
    .executable(name: "callreel-redaction", targets: ["callreel-redaction"]),
    .executable(name: "callreel-source-baresip", targets: ["callreel-source-baresip"]),
    .executable(name: "callreel-source-ami", targets: ["callreel-source-ami"]),
    .executable(name: "callreel-source-program", targets: ["callreel-source-program"]),
    .executable(name: "callreel-demo-window", targets: ["callreel-demo-window"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    door("CX11", "x11 xext xfixes xdamage xrandr xcomposite"),
    door("CYuv"),
    door("CCairo", "cairo cairo-xlib"),
    door("CFFmpeg", "libavformat libavcodec libavutil"),
    door("CSodium", "libsodium"),
    door("CSystemd", "libsystemd"),
    door("CSeccomp", "libseccomp"),
    door("CCurl", "libcurl"),
    door("CLinux"),

    pure("Timeline"),
    pure("Geometry"),
    pure("ByteCoding"),
    pure("Patterns"),
    pure("Telephony", "Timeline", "ByteCoding"),
    pure("ObjectStorage", "Timeline", "ByteCoding"),
    pure(
      "CallPolicy", "Timeline", "Geometry", "ByteCoding", "Patterns", "ObjectStorage", "ClipFormat"),
    pure("Redaction", "Timeline", "Geometry", "Patterns"),
    pure("SensitiveFields", "Redaction", "Timeline", "Geometry", "Patterns"),
    pure("ClipFormat", "Timeline", "ByteCoding"),
    pure("JournalFormat", "Timeline", "ClipFormat"),
    pure("FilmTiming", "Timeline", "ClipFormat", "Redaction"),
    pure("ProcessMessages", "Timeline", "Geometry", "ByteCoding", "ClipFormat"),
    pure(
      "Messages", "Timeline", "CallPolicy", "Patterns", "JournalFormat", "ClipFormat",
      "ProcessMessages"),
    pure("TrayContent", "CallPolicy", "Messages"),
    pure(
      "CallMachine", "Timeline", "CallPolicy", "ProcessMessages", "ClipFormat", "Geometry",
      "Patterns"),

    wrapper("LinuxSystem", "CLinux"),
    wrapper("Sandbox", "CSeccomp", "CLinux"),
    wrapper("SessionBus", "CSystemd"),
    wrapper("NetworkStream", "CCurl"),
    wrapper("HTTPTransfer", "CCurl"),
    wrapper("ScreenCapture", "CX11", "CYuv", "Timeline", "Geometry", "Redaction"),
    wrapper("Banner", "CX11", "CCairo", "Geometry"),
    wrapper("VideoEncoding", "CFFmpeg", "Timeline", "Geometry", "Redaction"),
    wrapper("ClipSealing", "CSodium", "Timeline", "ByteCoding", "ClipFormat"),

    adapter(
      "Configuration", "CallPolicy", "Timeline", "Geometry", "Patterns", "ByteCoding", "ClipFormat",
      "ClipSealing", "LinuxSystem", "TOMLKit"),
    adapter(
      "SensitiveRegions", "SessionBus", "SensitiveFields", "Redaction", "Geometry", "Timeline",
      "Patterns", "ProcessMessages", "LinuxSystem"),
    adapter(
      "Journal", "JournalFormat", "CallPolicy", "Timeline", "ByteCoding", "ClipFormat",
      "ClipSealing", "LinuxSystem"),
    adapter(
      "CallSources", "Telephony", "NetworkStream", "LinuxSystem", "Sandbox", "Timeline",
      "ByteCoding"),
    adapter(
      "Spool", "CallPolicy", "ClipFormat", "ClipSealing", "ObjectStorage", "Timeline", "ByteCoding",
      "LinuxSystem"),
    adapter(
      "ClipStore", "ClipFormat", "ClipSealing", "HTTPTransfer", "ObjectStorage", "LinuxSystem",
      "Timeline", "ByteCoding"),
    adapter(
      "Tray", "SessionBus", "TrayContent", "Messages", "CallPolicy", "ProcessMessages",
      "LinuxSystem", "Timeline", "Geometry"),
    adapter("Notifications", "SessionBus", "Messages", "CallPolicy"),
    adapter(
      "Indicator", "Banner", "TrayContent", "CallPolicy", "ProcessMessages", "LinuxSystem",
      "Sandbox", "Timeline", "ByteCoding"),

    session(
      "RecordingSession", "FilmTiming", "Patterns", "ScreenCapture", "SensitiveRegions",
      "SensitiveFields",
      "Redaction", "VideoEncoding",
      "ClipFormat", "ClipSealing", "Spool", "ProcessMessages", "LinuxSystem", "Sandbox",
      "Timeline", "Geometry", "ByteCoding"),
    session(
      "AgentService", "SessionBus", "CallMachine", "CallPolicy", "Configuration", "Journal",
      "JournalFormat", "Spool", "SensitiveFields", "Telephony", "Tray", "TrayContent",
      "Notifications",
      "ProcessMessages", "LinuxSystem", "Sandbox", "Timeline", "Messages", "Patterns", "ClipFormat",
      "ClipSealing", "ByteCoding", "Geometry"),
    session(
      "ClipPlayer", "ClipFormat", "ClipSealing", "ClipStore", "LinuxSystem", "Timeline",
      "Geometry", "ByteCoding", "ProcessMessages"),

    session(
      "ClipDelivery", "Spool", "ClipStore", "ObjectStorage", "ClipFormat", "ClipSealing",
      "ProcessMessages", "LinuxSystem", "Sandbox", "Timeline", "ByteCoding"),

    program(
      "callreel", "ClipPlayer", "Configuration", "CallPolicy", "Messages", "Journal",
      "JournalFormat", "Spool", "ClipStore", "ObjectStorage", "ClipFormat", "ClipSealing",
      "SessionBus", "LinuxSystem", "Timeline", "CallMachine", "ProcessMessages", "Geometry",
      "ByteCoding", arguments),
    program("callreel-agent", "AgentService", "LinuxSystem"),
    program("callreel-indicator", "Indicator", "LinuxSystem"),
    program("callreel-recorder", "RecordingSession", "LinuxSystem", "Sandbox"),
    program("callreel-upload", "ClipDelivery", "LinuxSystem", "Sandbox"),
    program(
      "callreel-export", "VideoEncoding", "LinuxSystem", "Sandbox", "ProcessMessages", "ByteCoding",
      "Geometry", "Timeline"),
    program(
      "callreel-redaction", "RecordingSession", "LinuxSystem", "Sandbox", "ProcessMessages",
      "ByteCoding"),
    program("callreel-source-baresip", "CallSources", "LinuxSystem"),
    program("callreel-source-ami", "CallSources", "LinuxSystem"),
    program("callreel-source-program", "CallSources", "LinuxSystem"),
    program("callreel-demo-window", "Banner", "Geometry", "LinuxSystem"),

    .target(
      name: "TestSupport",
      dependencies: [
        "LinuxSystem", "Geometry", "Timeline", "ByteCoding", "CallPolicy", "ClipFormat",
        "ClipSealing", "Configuration", "Journal", "Messages", "SessionBus", "Spool", "CLinux",
        "TrayContent",
      ],
      path: "Tests/TestSupport", swiftSettings: tested),
    tests("Architecture", "LinuxSystem"),
    tests("Manual", "LinuxSystem", "TestSupport"),
    tests("Timeline", "Timeline"),
    tests("Geometry", "Geometry", "TestSupport"),
    tests("ByteCoding", "ByteCoding"),
    tests(
      "ObjectStorage", "ObjectStorage", "ByteCoding", "ClipSealing", "TestSupport"),
    tests(
      "ClipStore", "ClipStore", "HTTPTransfer", "ObjectStorage", "ClipFormat", "ClipSealing",
      "Timeline", "ByteCoding", "LinuxSystem", "TestSupport"),
    tests("CallPolicy", "CallPolicy", "TestSupport", "Patterns", "Timeline", "Geometry"),
    tests("CallSources", "CallSources", "TestSupport", "LinuxSystem"),
    tests("Telephony", "Telephony", "Timeline", "ByteCoding", "TestSupport"),
    tests("Patterns", "Patterns", "TestSupport"),
    tests("JournalFormat", "JournalFormat", "ClipFormat", "Timeline"),
    tests(
      "Journal", "Journal", "JournalFormat", "Configuration", "CallPolicy", "ClipFormat",
      "ClipSealing",
      "ByteCoding", "Timeline", "LinuxSystem", "TestSupport"),
    tests("FilmTiming", "FilmTiming", "Timeline", "ClipFormat", "Redaction"),
    tests("Redaction", "Redaction", "Geometry", "Timeline", "Patterns", "TestSupport"),
    tests("ClipFormat", "ClipFormat", "ClipVectors", "Timeline", "ByteCoding"),
    tests(
      "ProcessMessages", "ProcessMessages", "Timeline", "Geometry", "ByteCoding", "ClipFormat"),
    tests(
      "CallMachine", "CallMachine", "CallPolicy", "Timeline", "ProcessMessages", "ClipFormat",
      "LinuxSystem",
      "TestSupport"),
    tests("TrayContent", "TrayContent", "Messages", "CallPolicy", "LinuxSystem"),
    tests(
      "Messages", "Messages", "Patterns", "CallPolicy", "JournalFormat", "ClipFormat", "Timeline",
      "ProcessMessages"),
    tests("LinuxSystem", "LinuxSystem", "TestSupport"),
    tests(
      "Sandbox", "Sandbox", "AgentService", "CallSources", "Indicator", "RecordingSession",
      "LinuxSystem", "TestSupport"),
    tests("SessionBus", "SessionBus", "TestSupport", "LinuxSystem"),
    tests(
      "ScreenCapture", "ScreenCapture", "Banner", "Redaction", "Geometry", "Timeline",
      "TestSupport", "LinuxSystem", "CX11"),
    tests("SensitiveFields", "SensitiveFields", "Redaction", "Timeline", "Geometry"),
    tests(
      "Field", "LinuxSystem", "Geometry", "Timeline", "ClipFormat", "TestSupport",
      files: ["Programs"]),
    tests(
      "VideoEncoding", "VideoEncoding", "Redaction", "Geometry", "Timeline", "LinuxSystem",
      "ProcessMessages", "ByteCoding"),
    .target(
      name: "ClipVectors", dependencies: ["CSodium", "ClipFormat", "Timeline", "ByteCoding"],
      path: "Tests/ClipVectors", swiftSettings: tested),
    tests(
      "ClipSealing", "ClipSealing", "ClipFormat", "ClipVectors", "CSodium", "LinuxSystem",
      "Timeline", "ByteCoding"),
    tests(
      "Vector", "ClipVectors", "ClipSealing", "ClipFormat", "Timeline", "ByteCoding",
      "LinuxSystem"),
    tests(
      "Configuration", "Configuration", "Journal", "CallPolicy", "Patterns", "ClipFormat",
      "ClipSealing", "ByteCoding", "Timeline", "TestSupport", "LinuxSystem"),
    tests(
      "Spool", "Spool", "ClipStore", "ClipDelivery", "ClipFormat", "ClipSealing", "ObjectStorage",
      "Timeline", "ProcessMessages", "ByteCoding", "Sandbox", "TestSupport", "LinuxSystem"),
    tests(
      "RecordingSession", "RecordingSession", "Redaction", "VideoEncoding", "FilmTiming",
      "ClipFormat", "ClipSealing", "Spool", "ProcessMessages", "Timeline", "Geometry",
      "TestSupport", "LinuxSystem"),
    tests(
      "AgentService", "AgentService", "SessionBus", "Timeline", "CallPolicy", "Messages",
      "Telephony", "ByteCoding",
      "LinuxSystem", "TestSupport"),
    tests(
      "ClipPlayer", "ClipPlayer", "TestSupport", "ClipFormat", "ClipSealing", "ClipStore",
      "ClipVectors", "ByteCoding", "VideoEncoding",
      "Redaction", "Geometry", "Timeline", "ProcessMessages", "LinuxSystem"),
    tests(
      "EndToEnd", "TestSupport", "LinuxSystem", "ByteCoding", "ClipFormat", "ClipSealing",
      "ClipDelivery", "ClipStore", "Configuration", "CSodium", "Journal", "JournalFormat",
      "ProcessMessages", "SessionBus", "Spool", "Sandbox", "Timeline", "Geometry", "TrayContent",
      "CallPolicy", "Messages"),
    .systemLibrary(name: "CXScene", path: "Tests/Doors/CXScene", pkgConfig: "xtst x11 xext"),
    tests("Scene", "CXScene", "TestSupport", "LinuxSystem", "Geometry", "Timeline"),
  ],
  swiftLanguageModes: [.v6]
)
