"""Runs one program on a pseudo-terminal and prints, as JSON, what a person would have seen.

The order comes as JSON in the first argument:
  argv, env         the program and its whole environment
  columns, rows     the size that the terminal says it has (0 is a size that some say)
  pipes             which of "stdout" and "stderr" are pipes instead
  keys              [[wait for this text, then send these characters, or this signal], ...]
  seconds           after which the program is killed
"""

import fcntl
import json
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time

order = json.loads(sys.argv[1])
master, slave = os.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", order["rows"], order["columns"], 0, 0))


def stream(name):
    return subprocess.PIPE if name in order["pipes"] else slave


program = subprocess.Popen(
    order["argv"],
    env=order["env"],
    stdin=slave,
    stdout=stream("stdout"),
    stderr=stream("stderr"),
    start_new_session=True,
    preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
)
seen = {master: b""}
for pipe in (program.stdout, program.stderr):
    if pipe:
        seen[pipe.fileno()] = b""
keys = list(order["keys"])
looked = 0
end = time.monotonic() + order["seconds"]
timed_out = False

while True:
    over = program.poll() is not None
    ready, _, _ = select.select(list(seen), [], [], 0 if over else 0.02)
    got = False
    for fd in ready:
        part = os.read(fd, 65536)
        got = got or part != b""
        seen[fd] += part
    if over and not got:
        break
    if keys and keys[0][0].encode() in seen[master][looked:]:
        looked = len(seen[master])
        # The program has drawn the question; it reads keys a moment later.
        time.sleep(0.05)
        key = keys.pop(0)[1]
        if key.startswith("SIG"):
            program.send_signal(signal.Signals[key])
        else:
            os.write(master, key.encode())
    if time.monotonic() > end and not timed_out:
        timed_out = True
        program.kill()

local_modes = termios.tcgetattr(slave)[3]
text = {fd: data.decode("utf-8", "replace") for fd, data in seen.items()}
print(
    json.dumps(
        {
            "code": program.returncode,
            "screen": text[master],
            "out": text[program.stdout.fileno()] if program.stdout else "",
            "err": text[program.stderr.fileno()] if program.stderr else "",
            "cooked": bool(local_modes & termios.ICANON) and bool(local_modes & termios.ECHO),
            "timedOut": timed_out,
            "unsent": len(keys),
        }
    )
)
