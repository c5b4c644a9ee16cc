"""Rules of the house that no linter knows: sizes, doors, event loops, children's imports."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "jobdesk"
WRITTEN_BY_DJANGO = SOURCE.glob("inventory/*/migrations/*.py")
FILES = sorted(set(SOURCE.rglob("*.py")) - set(WRITTEN_BY_DJANGO))
MODULES = {path: ".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in FILES}
CHILDREN = (
    "runner.worker",
    "runner.journal",
    "runner.lifecycle",
    "catalog.discover",
    "catalog.choosing",
    "compat.finder",
    "jobs",
)
HEAVY = (
    "PySide6",
    "sqlalchemy",
    "alembic",
    "typer",
    "rich",
    "jobdesk.settings",
    "jobdesk.models",
)
NESTED_LOOPS = re.compile(
    r"\.exec\(|QMessageBox\.(question|warning|information|critical|about)\("
    r"|QFileDialog\.get|QInputDialog\.get|QColorDialog\.get|processEvents\("
)


@pytest.mark.parametrize("path", FILES, ids=MODULES.values())
def test_no_file_is_a_giant(path):
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= 400, f"{path.name} has {lines} lines; split it along its subjects"


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.name == "__init__.py"], ids=lambda p: p.parent.name
)
def test_a_package_init_holds_a_docstring_only(path):
    if path.parent.name == "jobs" and path.parent.parent == SOURCE:
        pytest.skip("the author's door re-exports")
    body = ast.parse(path.read_text(encoding="utf-8")).body

    allowed = 2 if path.parent == SOURCE else 1  # the package's own also says its version
    assert len(body) <= allowed


@pytest.mark.parametrize(
    "path", [p for p in FILES if "ui" in p.parts or p.name == "app.py"], ids=MODULES.get
)
def test_the_window_starts_no_nested_event_loop(path):
    found = [
        f"{number}: {line.strip()}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NESTED_LOOPS.search(line) and "app.exec()" not in line
    ]

    assert not found, "use open() and a signal (decision 11)"


@pytest.mark.process
@pytest.mark.parametrize("module", CHILDREN)
def test_a_child_imports_nothing_heavy(module):
    """import-linter does not see what a package's __init__ pulls in; a real child does."""
    code = (
        f"import sys, jobdesk.{module}\n"
        f"print([m for m in sys.modules if m.startswith({HEAVY!r})])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"
