"""An inventory for children that load job files."""

import json
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

_PREPARE = "from jobdesk.inventory.schema import make_ready; make_ready()"
_LOADER = """
import json, sys
from functools import partial
from pathlib import Path
sys.dont_write_bytecode = True
from jobdesk.compat.finder import install
from jobdesk.compat.opening import open_with
from jobdesk.compat.placeholders import begin_run

def open_inventory():
    from jobdesk.inventory.start import InventoryPlace, start
    folder = Path(sys.argv[1])
    start(InventoryPlace(folder / "inventory.db", folder / "inventory.gate"))

open_with(open_inventory)
install()
exec(compile(sys.stdin.read(), "<job file>", "exec"))
"""
SUPPORT = Path(__file__).resolve().parents[1] / "support" / "inventory_child.py"


@pytest.fixture(scope="session")
def new_inventory(tmp_path_factory):
    """A folder with a new inventory; the tests copy it."""
    folder = tmp_path_factory.mktemp("inventory")
    command = [sys.executable, str(SUPPORT), str(folder), _PREPARE]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.fixture
def with_inventory(new_inventory, tmp_path):
    """Run code behind the finder on an inventory of its own; what it printed as JSON."""
    folder = shutil.copytree(new_inventory, tmp_path / "inventory")

    def run(code):
        done = subprocess.run(
            [sys.executable, "-c", _LOADER, str(folder)],
            input=textwrap.dedent(code),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr.splitlines()[-1]

    return run
