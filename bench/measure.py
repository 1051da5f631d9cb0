"""measure.py COMMAND…: runs it without output; prints its seconds and peak memory in KiB."""
import os
import subprocess
import sys
import time

start = time.monotonic()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(f"{time.monotonic() - start:.4f} {usage.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))
