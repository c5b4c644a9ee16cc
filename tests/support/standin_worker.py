"""A small worker for tests of the host: it keeps the contract and does what its inputs say.

Run as a script; `act` in the inputs chooses.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from jobdesk.runner.journal import event_line, log_line, now_us, take_ticket

CRASH_AT = os.environ.get("STANDIN_CRASH_AT", "")


def crash(point):
    if point == CRASH_AT:
        os.kill(os.getpid(), signal.SIGKILL)


def created():
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    boot = Path("/proc/stat").read_text().partition("btime ")[2].split()[0]
    return int(boot) + ticks / os.sysconf("SC_CLK_TCK")


class Run:
    def __init__(self, frame):
        self.frame = frame
        self.inputs = frame["inputs"]
        self.dir = Path(frame["run_dir"])
        self.dir.mkdir(parents=True, exist_ok=True)

    def open(self):
        crash("before-journal")
        try:
            self.journal = take_ticket(self.dir / "journal.ndjson")
        except FileExistsError:
            sys.exit(3)
        for fd, name in ((1, "stdout.log"), (2, "stderr.log")):
            os.dup2(os.open(self.dir / name, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), fd)
        os.environ["JOBDESK_RUN"] = str(self.frame["no"])
        crash("journal-created")
        self.event("started", t=now_us(), attempt=1, pid=os.getpid(), ctime=created())

    def event(self, name, **fields):
        os.write(self.journal, event_line(name, fields).encode())

    def log(self, message, level=20):
        os.write(self.journal, log_line(now_us(), level, "run", message).encode())

    def finish(self, status="SUCCESS", reason="", result=None):
        crash("before-finished")
        self.event(
            "finished", t=now_us(), status=status, reason=reason, result=result,
            traceback="", peak=1,
        )  # fmt: skip
        crash("finished-written")


def act_ok(run):
    run.log("hello")
    run.finish(result="done")


def act_echo(run):
    run.finish(result=run.inputs)


def act_burst(run):
    ack = run.inputs.get("ack")
    out = os.open(ack, os.O_CREAT | os.O_WRONLY | os.O_APPEND) if ack else None
    for number in range(run.inputs["count"]):
        run.log(f"entry {number}")
        if out is not None:
            os.write(out, b"%d\n" % number)
        if run.inputs.get("pause"):
            time.sleep(run.inputs["pause"])
    run.finish()


def act_wait(run):
    """Until cancelled by control file, or `until` exists."""
    until = Path(run.inputs["until"]) if run.inputs.get("until") else None
    run.log("waiting")
    while True:
        control = run.dir / "control"
        if control.exists() and not run.inputs.get("stubborn"):
            by = json.loads(control.read_text())["by"]
            return run.finish("REVOKED", f"Cancelled by {by}.")
        if until is not None and until.exists():
            return run.finish(result="waited")
        time.sleep(0.02)


def act_stubborn(run):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:  # a grandchild that leaves the group twice over
        os.setsid()
        if os.fork() == 0:
            Path(run.inputs["pids"]).write_text(f"{os.getpid()}")
            time.sleep(600)
        os._exit(0)
    run.inputs["stubborn"] = True
    act_wait(run)


def act_die(run):
    run.log("about to die")
    print("last words", file=sys.stderr, flush=True)
    os.kill(os.getpid(), run.inputs.get("signal", signal.SIGKILL))


def act_forget(run):
    """Delete its journal, or its folder; when `until` exists, exit with `code`."""
    import shutil

    for number in range(run.inputs.get("lines", 0)):
        run.log(f"entry {number}")
    until = run.inputs.get("until")
    while until and not Path(until).exists():
        time.sleep(0.02)
    with Path(run.inputs["count_file"]).open("a") as file:
        file.write("run\n")
    if run.inputs["what"] == "folder":
        shutil.rmtree(run.dir)
    elif run.inputs["what"] == "journal":
        (run.dir / "journal.ndjson").unlink()
    else:
        os.truncate(run.dir / "journal.ndjson", 0)
    os._exit(run.inputs.get("code", 0))


def act_exit(run):
    os._exit(7)


def act_torn(run):
    run.log("whole")
    os.write(run.journal, b'{"e":"log","t":1')
    os.kill(os.getpid(), signal.SIGKILL)


def act_rubbish(run):
    os.write(run.journal, b"not json\n")
    os.write(run.journal, b'{"e":"log","t":"x","l":20,"g":"","m":"bad","o":"","u":""}\n')
    run.log("good")
    print("printed", flush=True)
    sys.stdout.write("unended")
    sys.stdout.flush()
    run.finish()


def act_linger(run):
    run.finish(result="early")
    time.sleep(600)


def main():
    line = sys.stdin.buffer.readline()
    if not line:
        return
    run = Run(json.loads(line))
    run.open()
    globals()["act_" + run.inputs.get("act", "ok")](run)


main()
