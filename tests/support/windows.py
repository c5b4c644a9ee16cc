"""Windows as real processes, to be closed and killed at will."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

_PUPPET = Path(__file__).with_name("puppet_window.py")
PATIENCE_S = 40
_OFFSCREEN = "This plugin does not support"  # a platform without windows has its limits


class WindowProcess:
    """The window on a workspace; `window("run", …)` is what its puppet does."""

    def __init__(self, home: Path, screens: Path | None = None, **settings) -> None:
        """`screens` is a file with the screens that the platform shall have."""
        platform = "offscreen" if screens is None else f"offscreen:configfile={screens}"
        environ = {**os.environ, "JOBDESK_HOME": str(home), "QT_QPA_PLATFORM": platform}
        environ.update(
            {f"JOBDESK_{key.upper()}": str(value) for key, value in settings.items()}
        )
        self.process = subprocess.Popen(
            [sys.executable, str(_PUPPET), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
            text=True,
        )
        self("ready")

    def __call__(self, order: str, *words):
        """Have it done; the answer."""
        self.process.stdin.write(json.dumps([order, *words]) + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE_S)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.process.kill()
            pytest.fail(f"no answer to {order!r}: {self.process.communicate()[1]}")
        return json.loads(line)

    def close(self) -> tuple[int, str]:
        """Close it as a person would; its exit code and what it said on stderr."""
        self("close")
        _, err = self.process.communicate(timeout=90)
        said = [line for line in err.splitlines() if not line.startswith(_OFFSCREEN)]
        return self.process.returncode, "\n".join(said)

    def kill(self) -> None:
        """kill -9 of the window alone."""
        self.process.kill()
        self.process.communicate()

    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        if self.process.poll() is None:
            self.kill()
