"""Screens of what a run left: its result as tree, table and text, its files."""

import json

from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_data import INPUTS, SUMMARY, log_rows
from benchmarks.gallery.run_parts import desk_of, ended_run, open_run
from jobdesk.models.records import RunFile, Status


def ended(camera: Camera) -> QWidget:
    """Summary and result."""
    return ended_run(camera, "result")


def _result(camera: Camera, result: object, view: str, find: str = "") -> QWidget:
    own, runs = desk_of(camera)
    no = runs.ask(runs.job("Audit of access ports", "Audit"), INPUTS, user="m.rossi").no
    runs.begin(no)
    runs.append(no, log_rows(0, 120))
    runs.end(no, Status.SUCCESS, result=result, worker="worker 41877")
    page = open_run(own, no)
    page.tabs.show_page("result")
    own.settle()
    page.result.value.switch._buttons[view].click()
    page.result.focus_search()
    if find:
        page.result.value.view(view).field.setText(find)
    own.settle()
    return own.window


def _devices(count: int) -> list[dict]:
    return [
        {
            "name": f"ber-acc-{at:02d}",
            "location": ("Berlin", "Hamburg", "Kiel")[at % 3],
            "ports": 24 + 24 * (at % 2),
            "down": at * 7 % 11,
            "uplink": at % 5 != 0,
            "last seen": f"2026-11-{1 + at % 20:02d}",
            "note": "host key changed; connected because the policy says so" * (at % 9 == 4),
        }
        for at in range(count)
    ]


def result_tree(camera: Camera) -> QWidget:
    """A nested result as a tree, searched."""
    result = {
        "site": {"name": "BER-Mitte 04", "rack": "BER-M04-R1", "units": 42, "billed": None},
        "devices": _devices(3),
        "changed": 39,
        "share": 0.076,
        "is_complete": True,
        "ports": list(range(2400)),
    }
    return _result(camera, result, "tree", "ber-acc")


def result_table(camera: Camera) -> QWidget:
    """A list of objects as a table."""
    return _result(camera, _devices(60), "table")


def result_raw(camera: Camera) -> QWidget:
    """The same as it is."""
    return _result(camera, _devices(8), "raw")


def _files_of(camera: Camera, chosen: str) -> QWidget:
    own, runs = desk_of(camera)
    no = runs.ask(runs.job("Audit of access ports", "Audit"), INPUTS, user="m.rossi").no
    runs.begin(no)
    folder = runs.paths.runs / str(no) / "files"
    folder.mkdir(parents=True)
    rows = "\n".join(
        f"ber-acc-{at:02d},Berlin,{24 + at % 2 * 24},{at * 7 % 11}" for at in range(90)
    )
    (folder / "ports.csv").write_text(f"device,location,ports,down\n{rows}\n")
    (folder / "report.md").write_text(SUMMARY)
    (folder / "audit.json").write_text(json.dumps({"devices": _devices(4), "changed": 39}))
    (folder / "ber-acc-01.cfg").write_text("interface Gi1/0/1\n description user\n!\n" * 400)
    (folder / "usage.svg").write_text(_drawing())
    (folder / "dump.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "page.html").write_text("<html><script>alert('no')</script></html>\n")
    made = [
        RunFile(path.name, path.stat().st_size, path.relative_to(runs.paths.home).as_posix())
        for path in sorted(folder.iterdir())
    ]
    made.append(RunFile("gone.txt", 1_430_000, f"runs/{no}/files/gone.txt"))
    runs.append(no, log_rows(0, 60), files=made)
    runs.end(no, Status.SUCCESS, worker="worker 41877")
    page = open_run(own, no)
    page.tabs.show_page("files")
    own.settle()
    page.files.table.selectRow(next(at for at, file in enumerate(made) if file.name == chosen))
    own.settle()
    return own.window


def _drawing() -> str:
    bars = "".join(
        f'<rect x="{20 + at * 34}" y="{180 - at * 37 % 150}" width="24" '
        f'height="{at * 37 % 150}" fill="#3B59D6"/>'
        for at in range(12)
    )
    size = 'width="460" height="200" xmlns="http://www.w3.org/2000/svg"'
    return f"<svg {size}>{bars}</svg>"


def files(camera: Camera) -> QWidget:
    """The output files; a table is looked into."""
    return _files_of(camera, "ports.csv")


def files_picture(camera: Camera) -> QWidget:
    """A picture among the files."""
    return _files_of(camera, "usage.svg")


def files_gone(camera: Camera) -> QWidget:
    """A file that is not there any more."""
    return _files_of(camera, "gone.txt")


SCREENS = {
    "06-run-ended": ended,
    "06-run-result-tree": result_tree,
    "06-run-result-table": result_table,
    "06-run-result-raw": result_raw,
    "06-run-files": files,
    "06-run-files-picture": files_picture,
    "06-run-files-gone": files_gone,
}
