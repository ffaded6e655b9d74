import CallPolicy
import Testing

@Suite("Room for what waits for the store") struct SpoolRoomTests {
  @Test(
    "ends where the policy says, and where the disk does",
    arguments: [
      (0, Int.max, nil), (9_999_999, 5_000_000, nil), (10_000_000, 5_000_000, .spoolLimit),
      (9_999_999, 4_999_999, .spoolFull), (10_000_000, 0, .spoolLimit), (Int.max, 0, .spoolLimit),
    ] as [(Int, Int, OffReason?)])
  func refusal(used: Int, free: Int, reason: OffReason?) {
    let store = Policy.Store(url: "dir:/s", spoolMegabytes: 10, freeMegabytes: 5)
    #expect(SpoolRoom(usedBytes: used, freeBytes: free).refusal(under: store) == reason)
  }

  @Test("is what no policy has to name")
  func usual() {
    let store = Policy.Store(url: "dir:/s")
    #expect(store.spoolBytes == 2_000_000_000 && store.freeBytes == 100_000_000)
  }
}
