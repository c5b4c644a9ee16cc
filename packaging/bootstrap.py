"""Make `.venv` ready for `make run` and `make test`: needs Python 3.11, make and an index.

Standard library only, since it runs before anything is installed. On Debian and Ubuntu each
missing system library is named with the command that installs it, and installed when the user
is root; elsewhere the names stand alone.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / ".ready"
PINNED = ("pyproject.toml", "constraints.txt")

# What Qt's widgets, its xcb platform and a virtual screen load, by Debian package.
QT_LIBRARIES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xinerama0": "libxcb-xinerama.so.0",
}
PROGRAMS = {"git": "git"}


def main() -> int:
    """Set everything up; 0 when JobDesk can start."""
    if sys.version_info < (3, 11):
        say(f"JobDesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 1
    missing = missing_packages()
    if missing and not install(missing):
        return 1
    if not STAMP.is_file() or STAMP.read_text(encoding="utf-8") != fingerprint():
        code = fill_venv()
        if code:
            return code
    compile_source()
    return 0


def missing_packages() -> list[str]:
    """Debian packages that this machine lacks."""
    missing: list[str] = []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    if sys.platform.startswith("linux"):
        missing += [package for package, library in QT_LIBRARIES.items() if not loads(library)]
    missing += [package for package, program in PROGRAMS.items() if not shutil.which(program)]
    return missing


def loads(library: str) -> bool:
    """The dynamic linker finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> bool:
    """Name what is missing and, as root with apt, install it."""
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    say(f"Missing on this machine: {', '.join(packages)}.")
    apt = shutil.which("apt-get")
    if apt is None:
        say("Install these (named as on Debian) with your system's package manager.")
        return False
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        say(f"Install with:  sudo {command}")
        return False
    say(f"Installing:  {command}")
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run([apt, "update"], check=False, **quiet)
    if subprocess.run(command.split(), check=False, **quiet).returncode == 0:
        return True
    # The GLib package was renamed in newer releases; one unknown name must not stop the rest.
    for package in packages:
        names = (package, f"{package}t64")
        if not any(
            subprocess.run(
                [apt, "install", "-y", "--no-install-recommends", name], check=False, **quiet
            ).returncode
            == 0
            for name in names
        ):
            say(f"{package} could not be installed.")
            return False
    return True


def fill_venv() -> int:
    """Create the environment and install the pinned packages into it."""
    say("Setting up .venv (the first time takes a minute or so) …")
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    command = [
        str(python_of_venv()),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    done = subprocess.run(
        [*command, "-c", "constraints.txt", "-e", ".[dev]"], cwd=ROOT, check=False
    )
    if done.returncode != 0:
        say("The packages could not be installed: see above; is a package index reachable?")
        return done.returncode
    STAMP.write_text(fingerprint(), encoding="utf-8")
    return 0


def compile_source() -> None:
    """Write byte code, also where the environment says not to: each run starts a process.

    Without it a worker compiles itself: 85 ms of processor time instead of 44.
    """
    command = [str(python_of_venv()), "-m", "compileall", "-q", str(ROOT / "src")]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=False, env=environment)


def python_of_venv() -> Path:
    """The interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Changes when the pinned packages do."""
    parts = [(ROOT / name).read_bytes() for name in PINNED]
    return hashlib.sha256(b"\0".join([sys.version.encode(), *parts])).hexdigest()


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
