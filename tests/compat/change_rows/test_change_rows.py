"""The change log of real runs beside what a reader of the job's code expects, row by row.

`expected/*.yaml` was written from the code and from SPEC §24, not from what came out. Each
class of `jobs/` runs in a worker of its own on an inventory of its own.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.support.worker_bench import Bench

pytestmark = pytest.mark.process

HERE = Path(__file__).parent
CHILD = HERE.parents[1] / "support" / "inventory_child.py"
EXPECTED = {
    (file.stem, name): case
    for file in sorted((HERE / "expected").glob("*.yaml"))
    for name, case in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}
PASSING_BY = ("created", "last_updated")
ROWS = """
SELECT action, t.app_label || '.' || t.model, object_repr, changed_object_id, before_data,
    object_data
FROM extras_objectchange JOIN django_content_type t ON t.id = changed_object_type_id
WHERE result_no = ?
"""


@pytest.fixture(scope="session")
def filled(new_inventory, tmp_path_factory):
    """A folder with an inventory, and the names of its objects by key."""
    folder = shutil.copytree(new_inventory, tmp_path_factory.mktemp("rows") / "inventory")
    code = (HERE / "stock.py").read_text(encoding="utf-8")
    command = [sys.executable, str(CHILD), str(folder), code]
    subprocess.run(command, check=True, timeout=120, cwd=folder)
    return folder


class Reader:
    """Reads the entries of a run; keys become names."""

    def __init__(self, folder, no):
        self.names = json.loads((folder / "names.json").read_text())
        with sqlite3.connect(folder / "inventory.db") as connection:
            self.found = connection.execute(ROWS, (no,)).fetchall()
            kinds = connection.execute(
                "SELECT id, app_label || '.' || model FROM django_content_type"
            )
            self.kinds = dict(kinds)
        connection.close()
        for _, _, name, key, *_ in self.found:
            self.names[_dashed(key)] = name

    def rows(self):
        return [
            (action, kind, name, self._fields(action, before, after))
            for action, kind, name, _, before, after in self.found
        ]

    def _fields(self, action, before, after):
        old = self._named(json.loads(before) if before else {})
        new = self._named(json.loads(after))
        if action != "update":
            return new
        return {
            name: [old.get(name), new[name]]
            for name in new
            if name not in PASSING_BY and old.get(name) != new[name]
        }

    def _named(self, data):
        return {name: self._value(name, value) for name, value in data.items()}

    def _value(self, name, value):
        if name == "content_types":
            return sorted(self.kinds[int(one)] for one in value)
        if name.endswith("_type") and isinstance(value, int):
            return self.kinds[value]
        if isinstance(value, list):
            return sorted((self._value("", one) for one in value), key=str)
        return self.names.get(value, value) if isinstance(value, str) else value


def _dashed(key):
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def _told(rows, expected):
    """The rows with the fields that are expected: all of a change, some of what is made."""
    left, shown = list(expected), []
    for action, kind, name, fields in sorted(rows, key=lambda row: row[:3]):
        match = next((one for one in left if one[:3] == [action, kind, name]), None)
        if match is not None:
            left.remove(match)
            if action != "update":
                fields = {key: fields.get(key) for key in match[3]}
        shown.append([action, kind, name, fields])
    return shown


@pytest.mark.parametrize(("module", "name"), EXPECTED)
def test_a_run_leaves_the_rows_that_a_reader_expects(module, name, filled, own_workspace):
    case = EXPECTED[module, name]
    bench = Bench(own_workspace)
    shutil.copytree(HERE / "jobs", bench.jobs, dirs_exist_ok=True)
    stock = Path(shutil.copytree(filled, own_workspace / "stock"))
    running = bench.start(
        name,
        module=module,
        inventory=str(stock / "inventory.db"),
        gate=str(stock / "inventory.gate"),
        inputs=case.get("inputs", {}),
        **case.get("frame", {}),
    )

    ended = running.ended(60)

    assert ended.status == case.get("status", "SUCCESS"), ended
    if "result" in case:
        assert ended.result == case["result"]
    wanted = [*case["rows"], *case.get("better", [])]
    told = _told(Reader(stock, bench.no).rows(), wanted)
    order = lambda row: (row[:3], str(row[3]))  # noqa: E731
    assert sorted(told, key=order) == sorted(wanted, key=order)
