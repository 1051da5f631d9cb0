"""measure.py COMMAND…: runs it; prints its seconds, its peak memory in KiB and the processors' seconds it took."""
import os
import subprocess
import sys
import time


def run(command):
    """Returns seconds, KiB, processors' seconds and what was written. A command that fails ends the measurement."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss, usage.ru_utime + usage.ru_stime, output


if __name__ == "__main__":
    seconds, memory, processor, _ = run(sys.argv[1:])
    print(f"{seconds:.4f} {memory} {processor:.4f}")
