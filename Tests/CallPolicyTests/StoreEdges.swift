import CallPolicy

extension Edge {
  static let stores = [
    Edge("store.credentials") {
      $0.store.url = "s3://films"
      $0.store.credentials = "systemd:s3"
    } wrong: {
      $0.store.url = "s3://films"
      $0.store.credentials = "systemd:../s3"
    },
    Edge("store.spool_megabytes") {
      $0.store.spoolMegabytes = 1
    } wrong: {
      $0.store.spoolMegabytes = 0
    },
    Edge("store.spool_megabytes") {
      $0.store.spoolMegabytes = 1_000_000
    } wrong: {
      $0.store.spoolMegabytes = 1_000_001
    },
    Edge("store.free_megabytes") {
      $0.store.freeMegabytes = 0
    } wrong: {
      $0.store.freeMegabytes = -1
    },
  ]
}
