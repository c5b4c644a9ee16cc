import hashlib
import os
import stat
import time

import pytest

from jobdesk.errors import (
    AgentUnreachable,
    InputErrors,
    JobNotFound,
    PermissionRefused,
    Refused,
    ResultNotFound,
)
from jobdesk.models.plans import Ending, TailUpdate
from jobdesk.models.records import (
    LogCounts,
    ResultNo,
    RunFile,
    RunTail,
    Status,
    UserRecord,
)
from jobdesk.operations.jobs import disable, override
from jobdesk.operations.refresh import refresh
from jobdesk.operations.runs import (
    RunRequest,
    cancel_run,
    delete_run,
    find_result,
    list_runs,
    live,
    request_run,
    sweep_trash,
)

pytestmark = pytest.mark.process

JOBS = """
class Plain(Job):
    word = StringVar(default="hello")
    times = IntegerVar(required=False, max_value=5)
    class Meta:
        has_sensitive_variables = False
        task_queues = ["slow", "fast"]
    def run(self, word, times): pass

class Secretive(Job):
    token = StringVar()
    attachment = FileVar(required=False)
    def run(self, token, attachment): pass

class Bare(Job):
    def run(self): pass

class Partly(Job):
    public = StringVar()
    token = StringVar(sensitive=True)
    class Meta:
        has_sensitive_variables = False
    def run(self, public, token): pass

class Files(Job):
    table = FileVar(extensions=[".csv"], max_size=100)
    other = FileVar(required=False)
    class Meta:
        has_sensitive_variables = False
    def run(self, table, other): pass

class Dry(Job):
    dryrun = DryRunVar()
    class Meta:
        has_sensitive_variables = False
    def run(self, dryrun): pass

class Single(Job):
    class Meta:
        is_singleton = True
        has_sensitive_variables = False
    def run(self): pass

register_jobs(Plain, Secretive, Bare, Partly, Files, Dry, Single)
"""
OLD = """
class First(Job):
    class Meta:
        commit_default = {}
        has_sensitive_variables = False
    def run(self, data, commit): pass
"""


@pytest.fixture
def ask(services, actor, install):
    install("mod", JOBS)

    def ask(job: str, data=None, **request):
        return request_run(services, actor, f"mod.{job}", RunRequest(data or {}, **request))

    return ask


def nothing_is_left(services) -> bool:
    return services.results.count() == 0 and not list(services.paths.runs.iterdir())


def test_a_run_is_stored_with_defaults_and_handed_over(ask, services, actor):
    record = ask("Plain", {"times": "3"})

    assert record.status is Status.PENDING
    assert dict(record.inputs) == {"word": "hello", "times": 3}
    assert (record.name, record.job, record.user) == ("Plain", "mod.Plain", actor.username)
    assert (record.options.queue, record.options.commit) == ("slow", True)
    assert (record.options.soft_limit, record.options.hard_limit) == (300, 600)
    assert record.code_version == services.jobs.by_class_path("mod.Plain").code_version
    assert services.host.submitted == [(record.no, None)]


def test_the_version_is_that_of_the_files_now(ask, services, write_job):
    before = ask("Plain").code_version

    write_job("mod", JOBS + "\n# edited\n")

    assert ask("Plain").code_version != before


def test_any_job_can_be_previewed(ask):
    assert ask("Plain", preview=True).options.preview
    assert not ask("Plain").options.preview


@pytest.mark.parametrize(
    ("job", "data", "request_", "words"),
    [
        ("Plain", {"times": 9, "volume": 11}, {}, ["times", "volume"]),
        ("Plain", {}, {"queue": "express"}, ["queue", "express", "slow"]),
        ("Plain", {}, {"dry_run": True}, ["dryrun", "--preview"]),
        ("Plain", {}, {"files": {"word": "/etc/hostname"}}, ["word", "no file"]),
        ("Plain", {}, {"files": {"nothing": "/etc/hostname"}}, ["nothing"]),
        ("Files", {}, {"files": {"table": "/no/such.csv"}}, ["table"]),
        ("Files", {}, {"files": {"table": "/etc/hostname"}}, ["table", ".csv"]),
        ("Secretive", {}, {}, ["token"]),
    ],
)
def test_a_refusal_names_every_reason_and_writes_nothing(
    ask, services, job, data, request_, words
):
    with pytest.raises(Refused) as caught:
        ask(job, data, **request_)

    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert nothing_is_left(services)
    assert services.host.submitted == []


def test_who_may_not_and_what_cannot_is_refused(ask, services, actor):
    guest = UserRecord("1", "guest", is_superuser=False)
    with pytest.raises(PermissionRefused, match="guest"):
        request_run(services, guest, "mod.Plain", RunRequest())
    with pytest.raises(JobNotFound):
        ask("Nobody")

    disable(services, actor, ["mod.Plain"])
    with pytest.raises(Refused, match="not enabled"):
        ask("Plain")
    (services.paths.jobs / "mod.py").unlink()
    refresh(services)
    with pytest.raises(Refused, match="not installed"):
        ask("Dry")
    assert nothing_is_left(services)


def test_secrets_travel_and_are_not_stored(ask, services):
    record = ask("Secretive", {"token": "zX9-secret"})

    assert (record.inputs, record.sensitive) == (None, True)
    [(_, secrets)] = services.host.submitted
    assert secrets == {"token": "zX9-secret", "attachment": None}
    everything = b"".join(p.read_bytes() for p in services.paths.home.glob("*.db*"))
    assert b"zX9-secret" not in everything


def test_a_sensitive_job_without_variables_hands_over_an_empty_set(ask, services):
    ask("Bare")

    assert services.host.submitted[0][1] == {}


def test_one_sensitive_variable_is_masked_and_travels_alone(ask, services):
    record = ask("Partly", {"public": "seen", "token": "qQ7-secret"})

    assert dict(record.inputs) == {"public": "seen", "token": "********"}
    assert services.host.submitted == [(record.no, {"token": "qQ7-secret"})]


def test_input_files_are_copied_privately_with_their_facts(ask, services, tmp_path):
    source = tmp_path / "my table.csv"
    source.write_bytes(b"a,b\n1,2\n")

    record = ask("Files", files={"table": source})

    digest = hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    fact = {"name": "my table.csv", "size": 8, "sha256": digest}
    assert dict(record.inputs) == {"table": fact, "other": None}
    staged = services.paths.run_dir(record.no) / "inputs" / "table" / "my table.csv"
    assert staged.read_bytes() == b"a,b\n1,2\n"
    assert stat.S_IMODE(staged.stat().st_mode) == 0o600
    assert stat.S_IMODE(staged.parent.parent.stat().st_mode) == 0o700
    assert [p.name for p in services.paths.runs.iterdir()] == [str(record.no)]


def test_the_file_of_a_sensitive_job_travels_as_its_copy(ask, services, tmp_path):
    source = tmp_path / "secret.txt"
    source.write_text("body")

    record = ask("Secretive", {"token": "t"}, files={"attachment": str(source)})

    path = services.host.submitted[0][1]["attachment"]["path"]
    assert path == str(services.paths.run_dir(record.no) / "inputs/attachment/secret.txt")


def test_dry_run_sets_the_jobs_own_variable(ask, services, actor):
    assert dict(ask("Dry").inputs) == {"dryrun": False}
    assert dict(ask("Dry", {"dryrun": False}, dry_run=True).inputs) == {"dryrun": True}

    override(services, actor, "mod.Dry", {"dryrun_default": "true"})

    assert dict(ask("Dry").inputs) == {"dryrun": True}


@pytest.mark.parametrize("default", [True, False])
def test_the_first_generation_commits_as_its_code_says(services, actor, install, default):
    install("old", OLD.format(default))

    plain = request_run(services, actor, "old.First", RunRequest())
    dry = request_run(services, actor, "old.First", RunRequest(dry_run=True))

    assert (plain.options.commit, dry.options.commit) == (default, False)


def test_a_second_singleton_is_refused_and_names_the_first(ask, services, actor):
    first = ask("Single")

    with pytest.raises(Refused, match=rf"singleton.*run {first.no}"):
        ask("Single")

    override(services, actor, "mod.Single", {"singleton_policy": "queue"})
    assert ask("Single").status is Status.PENDING


def test_without_a_host_a_sensitive_run_is_revoked_and_its_files_are_gone(
    ask, services, tmp_path
):
    services.host.is_reachable = False
    source = tmp_path / "secret.txt"
    source.write_text("body")

    record = ask("Secretive", {"token": "t"}, files={"attachment": source})

    assert record.status is Status.REVOKED
    assert "nobody answers" in record.reason
    assert not list(services.paths.run_dir(record.no).iterdir())


def test_without_a_host_a_plain_run_waits_and_says_so(ask, services):
    services.host.is_reachable = False

    with pytest.raises(AgentUnreachable, match="waits"):
        ask("Plain")

    assert [record.status for record in list_runs(services)] == [Status.PENDING]


def test_cancelling_is_stored_and_told_to_the_host(ask, services, actor):
    record = ask("Plain")

    cancelled = cancel_run(services, actor, str(record.no), kill=True)

    assert services.host.cancelled == [(record.no, actor.username, True)]
    assert cancelled.stop_requested_by == actor.username


def end(services, no: int, status: Status = Status.SUCCESS) -> None:
    from datetime import UTC, datetime

    services.results.close(no, Ending(status, date_done=datetime.now(UTC)))


def test_a_wish_that_a_new_host_met_before_it_was_told_is_no_refusal(
    ask, services, actor, monkeypatch
):
    record = ask("Plain")

    def met_already(no, by, *, kill):
        assert services.results.by_no(no).stop_requested_by == by
        end(services, no, Status.REVOKED)
        services.results.request_stop(no, by, kill)  # what the host says first

    monkeypatch.setattr(services.host, "cancel", met_already)

    assert cancel_run(services, actor, str(record.no)).status is Status.REVOKED


def test_a_host_that_refuses_to_stop_a_live_run_is_heard(ask, services, actor, monkeypatch):
    record = ask("Plain")

    def refuse(no, by, *, kill):
        raise Refused("not now")

    monkeypatch.setattr(services.host, "cancel", refuse)

    with pytest.raises(Refused, match="not now"):
        cancel_run(services, actor, str(record.no))


def test_what_has_ended_cannot_be_cancelled(ask, services, actor):
    record = ask("Plain")
    end(services, record.no)

    with pytest.raises(Refused, match=f"{record.no} has already ended"):
        cancel_run(services, actor, record.id)
    with pytest.raises(ResultNotFound, match="4711"):
        cancel_run(services, actor, "4711")


def test_a_deleted_run_leaves_its_folder_in_the_trash_to_be_swept(ask, services, actor):
    record = ask("Plain")
    folder = services.paths.run_dir(record.no)
    folder.mkdir(parents=True)
    (folder / "out.txt").write_text("x")
    with pytest.raises(Refused, match="has not ended"):
        delete_run(services, actor, str(record.no))
    end(services, record.no)

    delete_run(services, actor, str(record.no))

    assert not folder.exists()
    assert services.results.by_no(record.no) is None
    assert len(list(services.paths.trash.iterdir())) == 1
    assert sweep_trash(services.paths) == 1
    assert not list(services.paths.trash.iterdir())


def test_copies_that_a_crash_left_are_swept_after_a_day(paths):
    for name, age in ((".staged-old", 48 * 3600), (".staged-new", 0), ("12", 48 * 3600)):
        folder = paths.runs / name
        folder.mkdir()
        os.utime(folder, (time.time() - age,) * 2)

    sweep_trash(paths)

    assert sorted(p.name for p in paths.runs.iterdir()) == [".staged-new", "12"]


def test_runs_are_listed_newest_first_by_job_and_state(ask, services):
    first, second, third = ask("Plain"), ask("Dry"), ask("Plain")
    end(services, first.no, Status.FAILURE)

    assert [r.no for r in list_runs(services)] == [third.no, second.no, first.no]
    assert [r.no for r in list_runs(services, job="mod.Plain")] == [third.no, first.no]
    assert [r.no for r in list_runs(services, status=Status.FAILURE)] == [first.no]
    assert len(list_runs(services, limit=2)) == 2


def test_a_live_run_shows_what_its_journal_has_told(ask, services):
    record = ask("Plain")
    tail = RunTail(
        no=ResultNo(record.no),
        counts=LogCounts(info=2),
        summary="so far",
        files=(RunFile("a.txt", 1, "runs/1/files/a.txt"),),
    )
    services.logs.append([TailUpdate(tail)])

    seen = live(services, find_result(services, f"#{record.no}"))

    assert (seen.log_counts.info, seen.summary, len(seen.files)) == (2, "so far", 1)
    assert list_runs(services)[0].log_counts.info == 2


def test_bad_inputs_are_told_as_fields(ask):
    with pytest.raises(InputErrors) as caught:
        ask("Plain", {"times": "many"}, files={"word": "/etc/hostname", "nothing": "x"})

    assert set(caught.value.fields) == {"times", "word", "nothing"}
