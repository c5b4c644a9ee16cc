"""A workspace of the size that is promised: 10,000 jobs, 100,000 runs, a log of a million rows.

It is made once into `build/bench` and copied from there; what is written is the same each time.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.long_logs import store_log
from benchmarks.records import SOURCE, make_record
from benchmarks.workspace import Workspace
from jobdesk.operations.queues import change_queue, create_queue

_ROOT = Path(__file__).resolve().parents[1]
FOLDER = _ROOT / "build" / "bench"
JOBS, RUNS, WAITING = 10_000, 100_000, 1_000
SHORT, MILLION, FULL = 1_000, 1_000_000, 10_000_000
PATTERN = "verify_inventory.VerifyInventory"  # the other jobs are made after it
LONG_FORM, ENDLESS_FORM = "forms.LongForm", "forms.EndlessForm"
_PAST = 1_000  # runs of the long form, each with inputs of its own
_PRESETS = 1_000
_VIEWS = 12
_USERS = 40
_FEW_ROWS = 50_000
_QUEUE = "night"  # paused, so that its runs wait
_FACTS = "scale.json"
_LABELS = ("core", "access", "nightly", "on call", "audit")
_ENDS = ("SUCCESS",) * 7 + ("FAILURE", "SUCCESS", "REVOKED")
_PARTS = ("benchmarks/scale.py", "benchmarks/long_logs.py", "benchmarks/records.py")
_TREES = ("benchmarks/measured_jobs", "resources/sample", "src/jobdesk/models/migrations")


def big_log() -> int:
    """Rows of the longest log: a million, or ten with BENCH=full."""
    return FULL if os.environ.get("BENCH") == "full" else MILLION


def scale_workspace() -> tuple[Workspace, dict[int, int]]:
    """A copy of the large workspace, and its runs with long logs by their number of rows."""
    made = FOLDER / f"scale-{_key()}-{big_log()}"
    if not (made / _FACTS).exists():
        _make(made)
    facts = json.loads((made / _FACTS).read_text())
    return Workspace(made), {int(rows): no for rows, no in facts["logs"].items()}


def small_workspace() -> tuple[Workspace, dict[int, int]]:
    """The same in small, made anew: for tests."""
    workspace = Workspace()
    fill(workspace, 400, 1_500, 100)
    return workspace, {rows: store_log(workspace, rows) for rows in (SHORT, _FEW_ROWS)}


def _key() -> str:
    digest = hashlib.sha256()
    files = [_ROOT / part for part in _PARTS]
    files += sorted(file for tree in _TREES for file in (_ROOT / tree).rglob("*.*"))
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _make(place: Path) -> None:
    for old in FOLDER.glob(f"scale-*-{big_log()}"):
        shutil.rmtree(old)
    with Workspace() as workspace:
        sizes = sorted({SHORT, MILLION, big_log()})
        fill(workspace, JOBS, RUNS, WAITING)
        logs = {rows: store_log(workspace, rows) for rows in sizes}
        workspace.services.close()
        (workspace.home / _FACTS).write_text(json.dumps({"logs": logs}))
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.copytree(workspace.home, place.with_suffix(".new"))
    place.with_suffix(".new").rename(place)


def fill(workspace: Workspace, jobs: int, runs: int, waiting: int) -> None:
    """Write so many jobs and runs, and what a person keeps, as the stores write them."""
    services, actor = workspace.services, workspace.actor
    pattern = workspace.job(PATTERN)
    no = workspace.store_run(PATTERN)
    create_queue(services, actor, _QUEUE)
    change_queue(services, actor, _QUEUE, paused=True)
    form = workspace.job(LONG_FORM).id
    with contextlib.closing(sqlite3.connect(workspace.paths.desk_db)) as file, file:
        names = _write_jobs(file, pattern.id, jobs)
        run = _row(file, "job_result", "no", no)
        first = no + 1
        _write_runs(file, run, list(_runs(names, range(first, first + runs))))
        past = range(first + runs, first + runs + _PAST)
        _write_runs(file, run, list(_past_runs(form, past)))
        _write_runs(
            file, run, list(_waiting_runs(names, range(past.stop, past.stop + waiting)))
        )
        file.execute("DELETE FROM job_result WHERE no = ?", (no,))
        _write_labels(file, list(names))
    presets = {f"Preset {n:04}": _preset(n) for n in range(_PRESETS)}
    services.kept.put(actor.id, "preset", form, presets)
    for number in range(_VIEWS):
        state = {"search": f"site {number}"}
        view = {"name": f"View {number}", "place": number, "state": state}
        services.kept.put(actor.id, "job_view", f"view-{number}", view)


# Jobs


def _write_jobs(file: sqlite3.Connection, pattern: str, count: int) -> dict[str, str]:
    """The jobs in the table; their names by id."""
    row = _row(file, "job", "id", _digits(pattern))
    queue = row["default_job_queue_id"]
    records = [make_record(number) for number in range(1, count + 1)]
    rows = [row | _changed(record) for record in records]
    _insert(file, "job", rows)
    links = [{"job_id": one["id"], "queue_id": queue, "position": 0} for one in rows]
    _insert(file, "job_queue_assignment", links)
    return {record.id: record.name for record in records}


def _changed(record: Any) -> dict[str, Any]:
    """The columns in which a job differs from its pattern."""
    names = ("module_name", "job_class_name", "name", "grouping", "description")
    flags = ("enabled", "hidden", "supports_dryrun", "has_sensitive_variables")
    return {
        "id": _digits(record.id),
        "source": SOURCE,
        **{name: getattr(record, name) for name in names},
        **{name: int(getattr(record, name)) for name in flags},
    }


def _write_labels(file: sqlite3.Connection, keys: list[str]) -> None:
    """A label for each third job."""
    words = [(key, _LABELS[place % len(_LABELS)]) for place, key in enumerate(keys[::3])]
    _insert(file, "job_label", [{"job_id": _digits(key), "label": word} for key, word in words])


# Runs


def _runs(names: dict[str, str], numbers: range) -> Iterator[dict[str, Any]]:
    """Runs that have ended, the newest an hour ago; some jobs have many, most a few."""
    keys = list(names)
    for place, no in enumerate(numbers):
        key = keys[place % 7 if place % 10 == 0 else place * 7919 % len(keys)]
        begun = _BEGIN + timedelta(seconds=place * 60)
        yield {
            **_identity(no, key, names[key]),
            "status": _ENDS[place % len(_ENDS)],
            "user_name": f"user.{place % _USERS:02}",
            "date_created": _moment(begun),
            "date_started": _moment(begun + timedelta(seconds=1)),
            "date_done": _moment(begun + timedelta(seconds=2 + place % 50)),
            "info_log_count": place % 400,
            "failure_log_count": place % 3,
        }


def _past_runs(job: str, numbers: range) -> Iterator[dict[str, Any]]:
    begun = _BEGIN + timedelta(days=80)
    for place, no in enumerate(numbers):
        when = begun + timedelta(seconds=place)
        yield {
            **_identity(no, job, "LongForm"),
            "status": "SUCCESS",
            "inputs": json.dumps(_inputs(place)),
            "date_created": _moment(when),
            "date_started": _moment(when),
            "date_done": _moment(when),
        }


def _waiting_runs(names: dict[str, str], numbers: range) -> Iterator[dict[str, Any]]:
    keys = list(names)
    for place, no in enumerate(numbers):
        key = keys[place % len(keys)]
        when = _moment(_BEGIN + timedelta(days=81, seconds=place))
        yield {**_identity(no, key, names[key]), "queue": _QUEUE, "date_created": when}


_BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)


def _identity(no: int, job: str, name: str) -> dict[str, Any]:
    path = f"measured.Job{no}"
    key = UUID(int=(0xA << 124) | no).hex
    return {"no": no, "id": key, "job_id": _digits(job), "name": name, "class_path": path}


def _inputs(number: int) -> dict[str, Any]:
    return {"field_000": f"value {number}", "field_001": number, "field_003": "site-012"}


def _preset(number: int) -> dict[str, Any]:
    saved = (_BEGIN + timedelta(seconds=number)).isoformat()
    return {"raw": _inputs(number), "options": {}, "saved_at": saved}


# Rows


def _row(file: sqlite3.Connection, table: str, column: str, key: object) -> dict[str, Any]:
    """A row as the store wrote it, by its columns."""
    cursor = file.execute(f"SELECT * FROM {table} WHERE {column} = ?", (key,))
    names = [one[0] for one in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def _write_runs(
    file: sqlite3.Connection, pattern: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    _insert(file, "job_result", [pattern | row for row in rows])


def _insert(file: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    holes = ", ".join(f":{name}" for name in names)
    file.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holes})", rows)


def _digits(key: str) -> str:
    return key.replace("-", "")


def _moment(when: datetime) -> str:
    """As `UtcDateTime` keeps it."""
    return when.strftime("%Y-%m-%d %H:%M:%S.%f")
