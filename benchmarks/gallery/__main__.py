"""Renders the gallery: `python -m benchmarks.gallery [--only WORD] [--scale 1.5]`.

Screens come from every module of this folder named `*_screens.py`, from its dict SCREENS.
"""

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
OUT = Path("build") / "gallery"
MODES = ("light", "dark", "highContrastLight", "highContrastDark")


def main() -> int:
    """Render what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="screens whose name contains this word")
    parser.add_argument("--scale", default="1", help="device pixel ratio, such as 1.5")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--modes", nargs="+", default=MODES, choices=MODES)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    with tempfile.TemporaryDirectory() as folder:
        return _render(asked, Path(folder) / "Backbone lab")


def _render(asked: argparse.Namespace, home: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from benchmarks.gallery.camera import Camera
    from benchmarks.gallery.workspace import make_workspace
    from jobdesk.ui import background
    from jobdesk.ui.theme import apply_theme

    app = QApplication(sys.argv[:1])
    services = make_workspace(home)
    failed = 0
    for mode in asked.modes:
        apply_theme(app, mode)
        for name, screen in screens().items():
            if asked.only not in name:
                continue
            (home / "window.ini").unlink(missing_ok=True)
            camera = Camera(services, home)
            try:
                camera.take(screen, asked.out / f"{name}-{mode}.png")
                print(f"{name}-{mode}")
            except Exception as error:  # noqa: BLE001 -- one broken screen must not hide the others
                failed += 1
                print(f"{name}-{mode}: {type(error).__name__}: {error}", file=sys.stderr)
            camera.close()
    background.shut_down()
    services.close()
    return 1 if failed else 0


def screens() -> dict:
    """All screens by name."""
    found = {}
    for file in sorted(FOLDER.glob("*_screens.py")):
        found.update(importlib.import_module(f"benchmarks.gallery.{file.stem}").SCREENS)
    return dict(sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
