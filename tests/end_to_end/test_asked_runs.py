"""A job that asks for runs of other jobs, through one agent and real workers."""

import json
import sqlite3
import textwrap
from contextlib import closing

import pytest
from tests.support.agents import AgentProcess
from tests.support.terminal import Terminal

from jobdesk.models.records import Status
from jobdesk.operations.runs import find_result
from jobdesk.paths import WorkspacePaths
from jobdesk.wiring import open_workspace

pytestmark = [pytest.mark.process, pytest.mark.slow]

JOBS = '''
from django.db import transaction
from nautobot.apps.jobs import IntegerVar, Job, StringVar, register_jobs
from nautobot.extras.models import Job as JobModel, JobResult


class Open(Job):
    class Meta:
        has_sensitive_variables = False


class Target(Open):
    word = StringVar(max_length=5)

    class Meta:
        has_sensitive_variables = False
        task_queues = ["default", "slow"]

    def run(self, word):
        return word


class Disabled(Open):
    def run(self):
        pass


class Secretive(Job):
    token = StringVar()

    def run(self, token):
        return len(token)


class Asks(Open):
    """Runs the code that it is given, so that each case is a few lines of a test."""

    code = StringVar()

    def run(self, code):
        place = {"self": self, "JobResult": JobResult, "JobModel": JobModel,
                 "transaction": transaction}
        exec(code, place)
        return place.get("said")


class Deeper(Open):
    def run(self):
        job = JobModel.objects.get_for_class_path("local/asking/Deeper")
        return str(JobResult.enqueue_job(job, self.user).pk)


register_jobs(Target, Disabled, Secretive, Asks, Deeper)
'''
NAMES = ("Target", "Secretive", "Asks", "Deeper")
JOB = "job = JobModel.objects.get(job_class_name='Target')\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    home = tmp_path_factory.mktemp("asking")
    WorkspacePaths(home).create()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOBDESK_HOME", str(home))
        with AgentProcess(home, standin=False, cancel_grace=3) as agent:
            agent.client(30).close()
            services = open_workspace(home)
            yield home, services
            services.close()


@pytest.fixture
def terminal(desk, capsys, monkeypatch):
    home, services = desk
    monkeypatch.setenv("JOBDESK_HOME", str(home))
    terminal = Terminal(capsys, home)
    terminal.services = services
    if not (terminal.paths.jobs / "asking.py").exists():
        terminal.write(JOBS, "asking")
        terminal.well("refresh")
        for name in NAMES:
            terminal.well("enable", f"asking.{name}")
    return terminal


def run(terminal, job, *words, code=0, code_of_job=None, **data):
    data = data if code_of_job is None else {"code": code_of_job}
    said = terminal("run", f"asking.{job}", "--data", json.dumps(data), "--json", *words)
    assert said.code == code, said
    return said.json


def asks(terminal, body, *words):
    """A run of Asks with this code, well ended."""
    return run(terminal, "Asks", *words, code_of_job=textwrap.dedent(body))


def logged(terminal, no):
    lines = terminal.well("logs", no, "--format", "json").lines
    return [json.loads(line)["message"] for line in lines]


def followed(terminal, ref):
    terminal.well("logs", ref, "--follow")
    return find_result(terminal.services, str(ref))


def test_a_run_asks_for_another_by_the_rules_for_people_and_both_tell(terminal):
    asked = asks(
        terminal,
        JOB + "made = JobResult.enqueue_job(job, self.user, job_queue='slow', word='hello')\n"
        "said = [str(made.pk), made.status, made.no, made.job_model.name, made.user_name]",
    )

    key, status, no, name, user = asked["result"]
    assert (status, name, user) == ("PENDING", "Target", asked["user"])
    made = followed(terminal, key)
    assert (made.no, made.status, made.result) == (no, Status.SUCCESS, "hello")
    assert (made.asked_by, made.queue, made.inputs) == (asked["no"], "slow", {"word": "hello"})
    assert terminal.well("result", key, "--json").json["asked_by"] == asked["no"]
    assert f"Asked for run {no}, Target in slow." in logged(terminal, asked["no"])
    folder = terminal.paths.run_dir(asked["no"])
    assert not {"requests", "answers"} & {one.name for one in folder.iterdir()}


def test_the_spelling_of_1_x_asks_too_and_a_refused_one_is_an_exception_in_words(terminal):
    spelled = asks(
        terminal,
        "from nautobot.extras.jobs import run_job\n"
        "made = JobResult.enqueue_job(run_job, 'local/asking/Target', None, self.user,\n"
        "    data={'word': 'old'}, request=None, commit=True, task_queue='slow')\n"
        "said = made.no",
    )
    assert followed(terminal, spelled["result"]).result == "old"

    refused = asks(
        terminal,
        """
        from django.contrib.auth import get_user_model
        jobs = {one.job_class_name: one for one in JobModel.objects.all()}
        target, said = jobs["Target"], []
        def ask(*args, **more):
            try:
                JobResult.enqueue_job(*args, **more)
            except Exception as error:
                said.append(f"{type(error).__name__}: {error}")
        ask(jobs["Disabled"], self.user)
        ask(target, self.user, word="too long")
        ask(target, self.user, word="a", task_queue="nowhere")
        ask(target, "somebody", word="a")
        ask(target, self.user, "positional")
        ask(target, self.user, word="a", schedule=object())
        ask(target, self.user, word="x" * 300_000)
        ask("asking.Nobody", self.user)
        ask(jobs["Secretive"], self.user, token="", extra="hidden-value")
        ask(None, self.user)
        """,
    )
    expected = [
        "Disabled is not enabled", "word: ", "does not run in 'nowhere'", "not as somebody",
        "by their names", "has no schedules yet", "larger than 256 KiB", "There is no job",
        "Secretive does not take these inputs: ", "needs the job",
    ]  # fmt: skip
    assert len(refused["result"]) == len(expected), refused
    for told, words in zip(refused["result"], expected, strict=True):
        assert told.startswith("Refused: "), told
        assert words in told
    lines = logged(terminal, refused["no"])
    assert sum(line.startswith("Refused to this job: ") for line in lines) == 6
    assert not any("hidden-value" in line for line in (*lines, *refused["result"]))


def test_inputs_that_are_not_kept_reach_the_run_and_lie_nowhere(terminal):
    asked = asks(
        terminal,
        "job = JobModel.objects.get(job_class_name='Secretive')\n"
        "made = JobResult.enqueue_job(job, self.user, token='se' + 'cret-' * 3)\n"
        "said = made.no",
    )

    made = followed(terminal, asked["result"])
    assert (made.status, made.result, made.inputs) == (Status.SUCCESS, 17, None)
    for path in terminal.home.rglob("*"):
        if path.is_file():
            assert b"secret-secret-" not in path.read_bytes(), path


def test_in_a_transaction_it_is_asked_for_at_the_commit(terminal):
    asked = asks(
        terminal,
        JOB
        + """
def ask(word):
    return str(JobResult.enqueue_job(job, self.user, word=word).pk)
with transaction.atomic():
    kept = ask("kept")
try:
    with transaction.atomic():
        lost = ask("lost")
        raise ValueError
except ValueError:
    pass
said = [kept, lost]
""",
    )

    kept, lost = asked["result"]
    assert followed(terminal, kept).result == "kept"
    assert terminal.services.results.by_id(lost) is None


def test_a_preview_asks_for_nothing_and_says_so(terminal):
    count = terminal.services.results.count()

    asked = asks(
        terminal,
        JOB + "made = JobResult.enqueue_job(job, self.user, word='no')\n"
        "said = [made.status, made.no]",
        "--preview",
    )

    assert asked["result"] == ["PENDING", None]
    assert terminal.services.results.count() == count + 1
    assert "Preview: Target would be asked for in default, with word. It was not." in logged(
        terminal, asked["no"]
    )


def test_a_chain_of_runs_ends(terminal):
    first = run(terminal, "Deeper")
    chain = [first["no"]]
    while True:
        record = followed(terminal, chain[-1])
        if record.status is not Status.SUCCESS:
            break
        chain.append(terminal.services.results.by_id(record.result).no)
    assert len(chain) == 6
    assert "5 runs deep already" in record.reason


def test_a_job_that_abuses_the_way_to_the_host_is_answered_no_more(terminal):
    asked = asks(
        terminal,
        JOB
        + """
import os, pathlib, uuid
folder = pathlib.Path.cwd().parent / "requests"
folder.mkdir()
for number in range(25):
    text = ["{", "[1]", '{"op": "run", "job": 7}', '{"op": "format"}', "x" * 300000][number % 5]
    aside = folder / f".{number}"
    aside.write_text(text)
    aside.rename(folder / uuid.uuid4().hex)
(folder / uuid.uuid4().hex).mkdir()
os.mkfifo(folder / uuid.uuid4().hex)
(folder / uuid.uuid4().hex).symlink_to("/etc/passwd")
said = []
for _ in range(40):
    try:
        JobResult.enqueue_job(job, self.user, word="a")
    except Exception as error:
        said = str(error)
        break
""",
    )

    assert asked["status"] == "SUCCESS"
    assert "JobDesk answers no more requests of this run: " in asked["result"]
    lines = logged(terminal, asked["no"])
    assert any("was not understood: it is no JSON object" in line for line in lines)
    assert any("Refused to this job: job is a text." in line for line in lines)
    assert run(terminal, "Target", word="well")["result"] == "well"


def test_old_runs_and_changes_go_by_the_system_job_alone(terminal):
    old = run(terminal, "Target", word="old")["no"]
    new = asks(terminal, "from nautobot.extras.models import Tag\nTag.objects.create(name='t')")
    terminal.well("refresh")
    forged = asks(
        terminal,
        """
        from jobdesk.inventory.deskdata.access import ask_host
        try:
            ask_host("delete_old_runs", {"before": "2100-01-01T00:00:00+00:00"})
        except Exception as error:
            said = str(error)
        """,
    )
    assert forged["result"] == "Only JobDesk's own job Logs Cleanup deletes old runs."
    with closing(sqlite3.connect(terminal.paths.desk_db)) as desk:
        desk.execute("UPDATE job_result SET date_done = '2020-01-01' WHERE no = ?", (old,))
        desk.commit()
    with closing(sqlite3.connect(terminal.paths.inventory_db)) as inventory:
        inventory.execute("UPDATE extras_objectchange SET time = '2020-01-01 00:00:00'")
        inventory.commit()

    def clean(*words):
        data = {"cleanup_types": ["extras.JobResult", "extras.ObjectChange"], "max_age": 30}
        job = "system_logs.LogsCleanup"
        return terminal.well("run", job, "--data", json.dumps(data), "--json", *words).json

    looked = clean("--preview")
    assert looked["result"]["extras.JobResult"] == 1
    assert looked["result"]["extras.ObjectChange"] >= 1
    told = "Preview: 1 run with 2 log lines would be deleted."
    assert told in logged(terminal, looked["no"])
    assert terminal.services.results.by_no(old) is not None

    done = clean()
    assert done["result"] == looked["result"]
    assert "Deleted 1 run with 2 log lines." in logged(terminal, done["no"])
    results = terminal.services.results
    assert results.by_no(old) is None
    assert not terminal.paths.run_dir(old).exists()
    assert results.by_no(new["no"]) is not None
    with closing(sqlite3.connect(terminal.paths.inventory_db)) as inventory:
        [(left,)] = inventory.execute("SELECT count(*) FROM extras_objectchange")
    assert left == 0
    assert clean()["result"] == dict.fromkeys(done["result"], 0)
