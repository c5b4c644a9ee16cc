"""Screens of the log viewer: a line in full, colours, the raw view, jumping."""

from PySide6.QtWidgets import QWidget

from benchmarks.gallery.camera import Camera
from benchmarks.gallery.run_data import VARIABLES, log_rows
from benchmarks.gallery.run_parts import desk_of, open_run
from jobdesk.models.records import Status

MARKDOWN = """## Site BER-Mitte 04 is ready

Every device of the plan **exists** and answers; see [the runbook](https://wiki.example/runbook).

| device | type | ports |
|---|---|---|
| ber-m04-rtr-01 | ISR 1121 | 6 |
| ber-m04-acc-01 | C9200L-24P | 28 |

- 2 cables are *planned* only
- `Gi1/0/25` stays free
"""
COLOURED = (
    "\x1b[1mPLAY [access switches]\x1b[0m \x1b[2m****\x1b[0m\n"
    "\x1b[32mok: [ber-acc-01]\x1b[0m\n\x1b[33mchanged: [ber-acc-02]\x1b[0m\n"
    "\x1b[31mfatal: [ber-acc-03]: UNREACHABLE!\x1b[0m => \x1b[36mssh timed out\x1b[0m\n"
    "\x1b[7m inverse \x1b[0m \x1b[44m on blue \x1b[0m \x1b[4;95munderlined\x1b[0m "
    "\x1b[38;5;208morange\x1b[0m \x1b[94mbright blue\x1b[0m"
)


def _run(camera: Camera, rows: list[tuple[str, ...]], console: list[tuple[int, str]]) -> tuple:
    own, runs = desk_of(camera)
    job = runs.job("New branch site", "Branch", VARIABLES)
    no = runs.ask(job, {}, user="k.tanaka").no
    runs.begin(no)
    runs.append(no, rows, console=console)
    runs.end(no, Status.SUCCESS, seconds=31)
    return own, open_run(own, no)


def _in_full(camera: Camera, message: str, at: int = 12) -> tuple:
    link = "https://netops.example/locations/ber-mitte-04"
    rows = [*log_rows(0, at), ("success", message, "report", "BER-Mitte 04", link)]
    own, page = _run(camera, [*rows, *log_rows(at, 2000)], [])
    page.log.view.select_row(at, centre=True)
    page.log.view.setFocus()
    own.settle()
    return own, page


def detail_markdown(camera: Camera) -> QWidget:
    """A message in Markdown under the log."""
    own, _ = _in_full(camera, MARKDOWN)
    return own.window


def detail_right(camera: Camera) -> QWidget:
    """The same at the right."""
    own, page = _in_full(camera, MARKDOWN)
    page.log.place.set_right(True)
    return own.window


def detail_colours(camera: Camera) -> QWidget:
    """A message in the colours of a terminal."""
    own, _ = _in_full(camera, COLOURED)
    return own.window


def console_colours(camera: Camera) -> QWidget:
    """The console of a run that prints in colours."""
    lines = [f"{line}\n" for line in COLOURED.split("\n")]
    more = [f"\x1b[{code}mcode {code}\x1b[0m and what follows it\n" for code in range(30, 38)]
    more += [f"\x1b[{code}mcode {code}\x1b[0m and what follows it\n" for code in range(90, 98)]
    printed = [(1, line) for line in [*lines, *more]]
    own, page = _run(camera, list(log_rows(0, 20)), [*printed, (2, "Warning: deprecated\n")])
    page.tabs.show_page("console")
    page.console.view.setFocus()
    return own.window


def jump(camera: Camera) -> QWidget:
    """Where to go in the log, and why not there."""
    own, page = _run(camera, list(log_rows(0, 3000)), [])
    page.log.actions_here["log.jump"].trigger()
    page.log.jumper.field.field.setText("15:00")
    page.log.jumper.field.jump_requested.emit("15:00")
    return own.window


def raw(camera: Camera) -> QWidget:
    """The log as plain text, two steps larger."""
    own, page = _run(camera, list(log_rows(0, 3000)), [])
    page.log.viewing.set_raw(True)
    page.log.viewing.set_zoom(2)
    page.log.view.select_row(40, centre=True)
    page.log.view.setFocus()
    return own.window


STRANGE = [
    ("info", "", "fetch", "ber-acc-01"),
    ("info", "tab\tseparated\tcells\tof one line", "fetch", "ber-acc-02"),
    ("info", "bell \x07, null \x00, backspace \x08, return\rin the middle\r", "fetch", ""),
    ("info", "an escape \x1b[31mred\x1b[0m again", "fetch", ""),
    (
        "success",
        "emoji \U0001f680 in \U0001f468\u200d\U0001f469\u200d\U0001f467 the middle",
        "",
        "",
    ),
    (
        "warning",
        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd right to left 123",
        "",
        "\u05e9\u05dc\u05d5\u05dd",
    ),
    ("warning", "\u202eoverride turns the rest of the line\u202c back", "", "ber-acc-04"),
    (
        "info",
        "\u65e5\u672c\u8a9e\u306e\u30ed\u30b0 wide letters \u4e2d\u6587 then latin",
        "",
        "ber-acc-05",
    ),
    ("failure", "one million: " + "0123456789" * 100_000, "store", "ber-acc-06"),
    ("info", "several\nlines\n\tof text\r\nwith a carriage return", "store", "ber-acc-07"),
    ("info", "<b>no markup</b> &amp; no entity", "store", "<i>object</i>"),
    (
        "debug",
        "combining e\u0301 a\u0300\u0301\u0302\u0303 and zero\u200bwidth",
        "store",
        "x" * 300,
    ),
    ("info", "long names", "a group with a very long name indeed, longer than any column", ""),
    ("info", "line separator \u2028 and paragraph \u2029 end", "store", ""),
]


def strange(camera: Camera) -> QWidget:
    """Texts that a job may log: empty, endless, of other scripts, with control characters."""
    own, page = _run(camera, [*STRANGE, *log_rows(0, 6)], [])
    page.log.view.select_row(4)
    page.log.view.setFocus()
    return own.window


def strange_raw(camera: Camera) -> QWidget:
    """The same as plain text."""
    own, page = _run(camera, [*STRANGE, *log_rows(0, 6)], [])
    page.log.viewing.set_raw(True)
    page.log.view.select_row(7)
    return own.window


def times(camera: Camera) -> QWidget:
    """Times since the line above; one column hidden; a word chosen, single rows selected."""
    own, page = _run(camera, list(log_rows(0, 3000)), [])
    page.log.columns.show_times("before")
    page.log.columns.show_column("group", is_shown=False)
    view = page.log.view
    view.select_row(40, centre=True)
    view.toggle_row(43)
    view.toggle_row(46)
    view.step_word(1)
    view.step_word(1)
    view.setFocus()
    return own.window


def menu(camera: Camera) -> QWidget:
    """The menu of a row."""
    from jobdesk.ui.log.menu import make_menu

    _, page = _run(camera, list(log_rows(0, 3000)), [])
    page.log.view.select_row(40, centre=True)
    page.log.view.step_word(1)
    made = make_menu(page.log)
    made.popup(page.log.view.mapToGlobal(page.log.view.rect().center()))
    return made


def marks(camera: Camera) -> QWidget:
    """Matches with lines around them, marks, and where all of them are."""
    own, page = _run(camera, list(log_rows(0, 3000)), [])
    page.log.marks.toggle([400, 1200, 1210, 2600])
    page.log.tools.search.search_for("host or authentication")
    page.log.results.set_visible(True)
    page.log.results.pane.context.setValue(1)
    own.settle()
    page.log.go_to(1210)
    page.log.view.setFocus()
    return own.window


def torn(camera: Camera) -> QWidget:
    """A run in a window of its own."""
    own, page = _run(camera, list(log_rows(0, 3000)), [])
    own.desk.actions["tab.tear"].trigger()
    own.settle()
    window = own.desk.opener.torn.window_of(page)
    window.resize(1100, 700)
    return window


SCREENS = {
    "08-log-strange": strange,
    "08-log-strange-raw": strange_raw,
    "08-log-times": times,
    "08-log-menu": menu,
    "08-log-marks": marks,
    "08-log-torn": torn,
    "08-log-raw": raw,
    "08-log-jump": jump,
    "08-log-detail-markdown": detail_markdown,
    "08-log-detail-right": detail_right,
    "08-log-detail-colours": detail_colours,
    "08-log-console-colours": console_colours,
}
