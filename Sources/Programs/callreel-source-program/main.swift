import CallSources
import LinuxSystem

ProcessExit.end(CallSources.program().rawValue)
