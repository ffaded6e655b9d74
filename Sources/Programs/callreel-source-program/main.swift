import CallSources
import LinuxSystem

// It holds nothing worth protecting, and becomes the policy's program.
ProcessExit.end(CallSources.program().rawValue)
