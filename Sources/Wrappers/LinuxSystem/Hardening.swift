internal import CLinux

func hardenProcess() -> Int32 {
  callreel_undumpable()
}
