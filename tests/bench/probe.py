# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program with the paint probe in it and reads what the probe says. Times are in
milliseconds."""

import os
import pathlib
import select
import subprocess
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
START_SECONDS = 60


class ProbeError(Exception):
    """The program did not do what was to be measured."""


def build_folder():
    return pathlib.Path(os.environ["SCH_BUILD_ROOT"])


class Probed:
    """A program that runs with the probe. mode: window, text, keys, frames or list (see paint-probe.c)."""

    def __init__(self, mode, command, log):
        read_end, write_end = os.pipe()
        environment = dict(os.environ)
        environment.update({"LD_PRELOAD": str(build_folder() / "tests/bench/paint-probe.so"),
                            "SCH_PROBE": mode, "SCH_PROBE_FD": str(write_end),
                            "GSETTINGS_SCHEMA_DIR": str(build_folder() / "data")})
        self.log = log
        self.started = time.monotonic()
        with open(log, "ab") as out:
            self.process = subprocess.Popen([str(part) for part in command], env=environment,
                                            pass_fds=(write_end,), stdin=subprocess.DEVNULL,
                                            stdout=out, stderr=out)
        os.close(write_end)
        self.fd = read_end
        self.rest = b""

    def read(self, seconds):
        """The next line as a list of words; None when there is none within that time."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.fd], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                return None
            data = os.read(self.fd, 4096)
            if not data:
                raise ProbeError("the program ended: " + self.log.read_text(errors="replace")[-800:])
            self.rest += data
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode().split()

    def start_cpu(self):
        """For the modes window and text: what the program needed to get there."""
        line = self.read(START_SECONDS)
        if line is None or line[0] != "start":
            self.close()
            raise ProbeError("no frame within %d s: %s" % (START_SECONDS, self.log))
        self.close()
        return int(line[1]) / 1000

    def cpu_ticks(self):
        with open("/proc/%d/stat" % self.process.pid, encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def private_memory(self):
        """Bytes that no other process shares."""
        with open("/proc/%d/smaps_rollup" % self.process.pid, encoding="ascii") as rollup:
            return sum(int(line.split()[1]) for line in rollup if line.startswith("Private_")) * 1024

    def settle(self, quiet=0.4, seconds=60):
        """Waits until the program uses no processor to speak of; whether that came in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            before = self.cpu_ticks()
            time.sleep(quiet)
            if self.cpu_ticks() - before <= 1:
                return True
        return False

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.fd)


def percentile(values, share):
    """The smallest value that at least that share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]
