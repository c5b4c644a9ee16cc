"""Screens of the profile of a run: calls, flame view, two runs side by side."""

import json
from pathlib import Path

from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_data import BRANCH, INPUTS, log_rows
from benchmarks.gallery.run_parts import desk_of, open_run
from jobdesk.models.records import RunFile, Status


def _profile(camera: Camera, view: str, *, compared: bool = False) -> QWidget:
    own, runs = desk_of(camera)
    job = runs.job("Audit of access ports", "Audit")
    folder = runs.paths.jobs
    folder.mkdir(exist_ok=True)
    (folder / "branch.py").write_text("".join(f"# line {at}\n" for at in range(1, 52)) + BRANCH)
    for scale in (0.7, 1.0):
        no = runs.ask(job, INPUTS, user="m.rossi").no
        runs.begin(no)
        place = runs.paths.runs / str(no) / "files"
        place.mkdir(parents=True)
        (place / "p.pstats.json").write_text(json.dumps(_statistics(folder, scale)))
        file = RunFile(f"jobdesk-run-{no}.pstats", 4096, f"runs/{no}/files/p.pstats")
        runs.append(no, log_rows(0, 60), files=[file])
        runs.end(no, Status.SUCCESS, worker="worker 41877")
    page = open_run(own, no)
    page.tabs.show_page("profile")
    own.settle()
    page.profile.switch._buttons[view].click()
    if compared:
        page.profile.compare_with(page._find_profiles()[0])
    elif view == "calls":
        page.profile.open_code(page.profile.model.row(1).now)
    own.settle()
    return own.window


def _statistics(folder: Path, scale: float) -> dict:
    names = [
        (f"{folder}/branch.py", 52, "run", 1, 0.02, 12.4),
        (f"{folder}/branch.py", 53, "_cable", 512, 0.8, 9.1),
        ("/usr/lib/site-packages/netmiko/base.py", 410, "send_command", 512, 0.4, 7.7),
        ("~", 0, "<built-in method select.select>", 20480, 6.9, 6.9),
        (f"{folder}/ports.py", 24, "parse", 12288, 1.6, 2.9),
        ("/usr/lib/python3.11/re/__init__.py", 225, "compile", 12288, 0.3, 1.2),
        ("/usr/lib/python3.11/json/__init__.py", 299, "loads", 512, 0.1, 0.9),
        ("~", 0, "<method 'split' of 'str' objects>", 98304, 0.6, 0.6),
    ]
    functions = [
        [file, line, name, calls, calls, own * scale, whole * scale]
        for file, line, name, calls, own, whole in names
    ]
    pairs = [(0, 1, 9.1), (1, 2, 7.7), (2, 3, 6.9), (0, 4, 2.9), (4, 5, 1.2), (4, 7, 0.6)]
    pairs += [(2, 6, 0.5), (1, 6, 0.4)]
    calls = [[a, b, 1, 0.0, seconds * scale] for a, b, seconds in pairs]
    return {
        "format": 1,
        "total": 12.4 * scale,
        "left_out": 0,
        "functions": functions,
        "calls": calls,
    }


def profile_calls(camera: Camera) -> QWidget:
    """The calls of a profiled run, the code of one beside them."""
    return _profile(camera, "calls")


def profile_flame(camera: Camera) -> QWidget:
    """Who called whom."""
    return _profile(camera, "flame")


def profile_compared(camera: Camera) -> QWidget:
    """Another run beside it."""
    return _profile(camera, "calls", compared=True)


SCREENS = {
    "06-run-profile": profile_calls,
    "06-run-profile-flame": profile_flame,
    "06-run-profile-compared": profile_compared,
}
