"""Jobs of the benchmarks; each does one thing that is timed."""

import mmap
import struct
import time
from pathlib import Path

from jobdesk.jobs import IntegerVar, Job, StringVar, register_jobs

name = "Benchmarks"


class Burst(Job):
    """Waits for its gate to be opened, then logs as fast as it can or at a pace."""

    entries = IntegerVar(min_value=0)
    per_second = IntegerVar(default=0, min_value=0)
    gate = StringVar(description="A file; it opens by being made")

    class Meta:
        has_sensitive_variables = False

    def run(self, entries, per_second, gate):
        levels = ("debug", "info", "info", "success", "info", "info", "warning", "info")
        writers = [getattr(self.logger, level) for level in levels]
        opened = Path(gate)
        while not opened.exists():
            time.sleep(0.005)
        began = time.monotonic()
        for number in range(entries):
            writers[number % 8](
                "interface Gigabit1/0/%d of access switch %06d answered in time, nothing to do",
                number % 48,
                number,
            )
            if per_second and number % 20 == 19:
                time.sleep(max(0.0, began + number / per_second - time.monotonic()))


class Acknowledged(Job):
    """Logs, and says in a shared page how many log calls have returned."""

    entries = IntegerVar(min_value=0)
    counter = StringVar(description="A file of 8 bytes")

    class Meta:
        has_sensitive_variables = False

    def run(self, entries, counter):
        with Path(counter).open("r+b") as file:
            page = mmap.mmap(file.fileno(), 8)
        for number in range(entries):
            self.logger.info("acknowledged %d", number)
            struct.pack_into("<q", page, 0, number + 1)


class Moment(Job):
    """Returns the moment of its first statement."""

    class Meta:
        has_sensitive_variables = False

    def run(self):
        return time.time()


register_jobs(Burst, Acknowledged, Moment)
