"""`make run`: open the console on a sample workspace, or walk through it without a screen.

The sample workspace lies in `build/workspace`, so that nothing of the user's own is touched.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORKSPACE = ROOT / "build" / "workspace"


def main() -> int:
    """Prepare the workspace and start."""
    os.environ["JOBDESK_HOME"] = str(WORKSPACE)
    if not has_display():
        print("This machine has no display: the demonstration runs offscreen.", flush=True)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepare()
    if has_display():
        from jobdesk.app import main as open_window

        return open_window(WORKSPACE)
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from demonstration import demonstrate

    return demonstrate(WORKSPACE, ROOT / "build" / "demo")


def has_display() -> bool:
    """A person can see a window of this process."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare() -> None:
    """Put the sample jobs into the workspace and find them; a later start changes nothing."""
    from jobdesk.operations.refresh import refresh
    from jobdesk.operations.sample import install_sample
    from jobdesk.wiring import open_workspace

    services = open_workspace(WORKSPACE)
    try:
        install_sample(services)
        refresh(services)
    finally:
        services.close()


if __name__ == "__main__":
    sys.exit(main())
