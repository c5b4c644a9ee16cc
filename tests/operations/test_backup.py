import json
import sqlite3
import zipfile

import pytest

from jobdesk.errors import Refused, StoreTooNew
from jobdesk.models.plans import TailUpdate
from jobdesk.models.records import ResultNo, RunTail, Status
from jobdesk.operations.backup import backup
from jobdesk.operations.jobs import disable, find_job
from jobdesk.operations.restore import restore
from jobdesk.operations.runs import RunRequest, find_result, list_runs, request_run
from jobdesk.runner.hostlock import HostLock
from jobdesk.wiring import open_services

pytestmark = pytest.mark.process


@pytest.fixture
def reopen(services, paths):
    """Open the workspace again after a restore."""
    opened = []

    def reopen():
        opened.append(open_services(paths, services.host))
        return opened[-1]

    yield reopen
    for one in opened:
        one.close()


@pytest.fixture
def saved(services, actor, one, tmp_path):
    """A backup with one waiting run that has a line, a file and settings."""
    record = request_run(services, actor, "mod.One", RunRequest())
    tail = RunTail(no=ResultNo(record.no), lines=1)
    services.logs.append([TailUpdate(tail, 0, [(1, 20, "run", "kept line", "", "")])])
    folder = services.paths.run_dir(record.no) / "files"
    folder.mkdir(parents=True)
    (folder / "out.txt").write_text("kept")
    services.paths.settings_file.write_text("slots = 3\n")
    assert backup(services, tmp_path / "safe.backup") > 0
    return record


def test_records_logs_files_and_settings_come_back(
    services, actor, saved, tmp_path, reopen, paths
):
    request_run(services, actor, "mod.One", RunRequest())
    disable(services, actor, ["mod.One"])
    (paths.run_dir(saved.no) / "files" / "out.txt").write_text("changed")
    paths.settings_file.unlink()
    services.close()

    restore(paths, tmp_path / "safe.backup")

    again = reopen()
    assert find_job(again, "mod.One").enabled
    assert [record.no for record in list_runs(again)] == [saved.no]
    assert again.logs.lines(saved.no, 0, 10)[0].message == "kept line"
    assert (paths.run_dir(saved.no) / "files" / "out.txt").read_text() == "kept"
    assert again.settings.slots == 3
    assert not list(paths.home.glob(".restore-*")), "nothing is left over"


def test_a_run_that_had_not_ended_is_never_started_again(
    services, saved, tmp_path, reopen, paths
):
    services.close()

    restore(paths, tmp_path / "safe.backup")

    record = find_result(reopen(), str(saved.no))
    assert record.status is Status.REVOKED
    assert "backup" in record.reason


def test_files_of_live_sensitive_runs_stay_out(services, actor, install, tmp_path):
    install("sec", "class S(Job):\n    f = FileVar()\n    def run(self, f): pass\n")
    source = tmp_path / "secret.txt"
    source.write_text("body")
    request_run(services, actor, "sec.S", RunRequest(files={"f": source}))

    backup(services, tmp_path / "safe.backup")

    with zipfile.ZipFile(tmp_path / "safe.backup") as archive:
        assert not [name for name in archive.namelist() if "secret" in name]


def test_a_backup_that_cannot_be_written_leaves_nothing(services, tmp_path):
    with pytest.raises(Refused, match="cannot be written"):
        backup(services, tmp_path / "no" / "such" / "folder.backup")


def repack(source, target, change):
    """The same archive with `change(name, data)` applied; None leaves a member out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)


@pytest.fixture
def spoilt(saved, services, tmp_path, request):
    """A backup with one fault."""
    target = tmp_path / "spoilt.backup"
    source = tmp_path / "safe.backup"
    whole = source.read_bytes()
    if request.param == "no zip":
        target.write_text("hello")
    elif request.param == "torn":
        target.write_bytes(whole[: len(whole) // 2])
    elif request.param == "lacks logs":
        repack(source, target, lambda n, d: None if n == "logs.db" else d)
    elif request.param == "leads outside":
        repack(source, target, lambda _n, d: d)
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("runs/../../evil.txt", "x")
    elif request.param == "newer format":
        manifest = json.dumps({"format": 99})
        repack(source, target, lambda n, d: manifest if n.startswith("jobdesk") else d)
    elif request.param == "no database":
        repack(source, target, lambda n, d: b"x" * 4096 if n == "desk.db" else d)
    elif request.param == "newer schema":
        copy = tmp_path / "desk.db"
        with zipfile.ZipFile(source) as archive:
            copy.write_bytes(archive.read("desk.db"))
        link = sqlite3.connect(copy)
        link.execute("PRAGMA user_version=999")
        link.close()
        repack(source, target, lambda n, d: copy.read_bytes() if n == "desk.db" else d)
    services.close()
    return target


@pytest.mark.parametrize(
    "spoilt",
    [
        "no zip",
        "torn",
        "lacks logs",
        "leads outside",
        "newer format",
        "no database",
        "newer schema",
        "missing",
    ],
    indirect=True,
)
def test_what_is_no_sound_backup_is_refused_and_nothing_changes(spoilt, paths, reopen, saved):
    from jobdesk.errors import JobDeskError

    before = {p: p.read_bytes() for p in paths.runs.rglob("*") if p.is_file()}

    with pytest.raises((Refused, StoreTooNew, JobDeskError), match=r"\w{3}"):
        restore(paths, spoilt)

    assert {p: p.read_bytes() for p in paths.runs.rglob("*") if p.is_file()} == before
    assert find_result(reopen(), str(saved.no)).status is Status.PENDING
    assert not list(paths.home.glob(".restore-*"))
    assert not (paths.home.parent / "evil.txt").exists()


def test_a_workspace_in_use_is_refused(services, saved, tmp_path, paths):
    services.jobs.all()  # a window with the databases open

    with pytest.raises(Refused, match="in use"):
        restore(paths, tmp_path / "safe.backup")

    assert find_result(services, str(saved.no)).status is Status.PENDING
    services.close()
    with HostLock(paths.host_lock) as lock:
        assert lock.acquire()
        with pytest.raises(Refused, match="hosts"):
            restore(paths, tmp_path / "safe.backup")


def test_a_damaged_workspace_is_restored(services, saved, tmp_path, reopen, paths):
    services.close()
    paths.desk_db.write_bytes(b"garbage" * 1000)

    restore(paths, tmp_path / "safe.backup")

    assert find_job(reopen(), "mod.One").name == "One job"
