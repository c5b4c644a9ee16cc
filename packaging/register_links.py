"""`make links`: links jobdesk://… open in JobDesk; `make links REMOVE=1` takes that back.

Linux desktops only. It writes an entry into the user's data folder, outside any workspace, so
it is done when somebody asks for it and never by the program.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "jobdesk.desktop"
SCHEME = "x-scheme-handler/jobdesk"


def main(words: list[str]) -> int:
    """Write the entry, or with --remove take it away."""
    if not sys.platform.startswith("linux"):
        print("Links can be registered on Linux desktops only.")
        return 1
    entry = applications() / NAME
    if "--remove" in words:
        entry.unlink(missing_ok=True)
        print(f"{entry} is gone.")
    else:
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(entry_text(ROOT / ".venv" / "bin" / "jobdesk"), encoding="utf-8")
        print(f"Links jobdesk://… open in JobDesk: {entry}")
        tell_desktop("xdg-mime", "default", NAME, SCHEME)
    tell_desktop("update-desktop-database", str(entry.parent))
    return 0


def applications() -> Path:
    """Where desktops look for the entries of this user."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "applications"


def entry_text(program: Path) -> str:
    """The entry; it starts the program, with the link where there is one."""
    lines = {
        "Type": "Application",
        "Name": "JobDesk",
        "Comment": "Run, watch and govern jobs",
        "Exec": f"{quoted(str(program))} %u",
        "Terminal": "false",
        "StartupNotify": "true",
        "Categories": "Development;",
        "MimeType": f"{SCHEME};",
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def quoted(word: str) -> str:
    """A word of `Exec`: quoted for its own rules, then for those of any text in an entry."""
    inner = "".join(f"\\{mark}" if mark in '"`$\\' else mark for mark in word)
    return f'"{inner}"'.replace("%", "%%").replace("\\", "\\\\")


def tell_desktop(*command: str) -> None:
    """Let the desktop look again; without the tool it does when the session starts."""
    if shutil.which(command[0]):
        subprocess.run(command, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
