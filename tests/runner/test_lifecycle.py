"""The order of a run's life, with real workers (SPEC §7)."""

import json

import pytest
from tests.support.worker_bench import Bench

pytestmark = pytest.mark.process

HOOKED = """
class Case(Open):
    mode = StringVar(required=False, default="")

    def note(self, *values):
        plain = (str, dict, list, tuple, type(None))
        shown = [v if isinstance(v, plain) else repr(v) for v in values]
        self.logger.info("NOTE %s", repr(shown))

    def before_start(self, task_id, args, kwargs):
        self.note("before_start", task_id, args, kwargs)
        if kwargs["mode"] == "raise before_start":
            raise RuntimeError("boom in before_start")
        if kwargs["mode"] == "fail before_start":
            self.fail("no start")
            return "from before_start"

    def run(self, mode):
        self.note("run", mode)
        if mode in ("raise run", "raise on_failure"):
            raise ValueError("boom in run")
        if mode == "fail run":
            self.fail("soft %s", "failure")
        return {"answer": 42}

    def on_success(self, retval, task_id, args, kwargs):
        self.note("on_success", retval, task_id, args, kwargs)
        if kwargs["mode"] == "raise on_success":
            raise RuntimeError("boom in on_success")
        if kwargs["mode"] == "exit on_success":
            raise SystemExit(0)
        self.fail("too late")

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        self.note("on_failure", exc, task_id, args, kwargs, type(einfo).__name__)
        if kwargs["mode"] == "raise on_failure":
            raise RuntimeError("boom in on_failure")

    def after_return(self, status, retval, task_id, args, kwargs, einfo):
        self.note("after_return", status, retval, task_id, args, kwargs, type(einfo).__name__)
        if kwargs["mode"] == "raise after_return":
            raise RuntimeError("boom in after_return")

register_jobs(Case)
"""


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.close()


def story(bench, mode, source=HOOKED, **values):
    bench.write(source)
    ended = bench.run(inputs={"mode": mode}, **values)
    assert ended.code == 0, ended
    notes = [eval(m[5:]) for m in ended.messages() if m.startswith("NOTE")]
    return ended, notes


@pytest.mark.parametrize(
    ("mode", "status", "order", "reason"),
    [
        ("", "SUCCESS", "before_start run on_success after_return", ""),
        ("fail run", "FAILURE", "before_start run on_failure after_return", "soft failure"),
        (
            "raise run",
            "FAILURE",
            "before_start run on_failure after_return",
            "ValueError: boom",
        ),
        (
            "raise before_start",
            "FAILURE",
            "before_start on_failure after_return",
            "boom in bef",
        ),
        ("fail before_start", "FAILURE", "before_start on_failure after_return", "no start"),
        (
            "raise on_failure",
            "FAILURE",
            "before_start run on_failure after_return",
            "boom in run",
        ),
        (
            "raise on_success",
            "FAILURE",
            "before_start run on_success on_failure after_return",
            "on_success: RuntimeError: boom in on_success",
        ),
        (
            "exit on_success",
            "FAILURE",
            "before_start run on_success on_failure after_return",
            "sys.exit(0)",
        ),
        (
            "raise after_return",
            "FAILURE",
            "before_start run on_success after_return",
            "after_return: RuntimeError: boom in after_return",
        ),
    ],
)
def test_each_hook_is_called_at_most_once_and_in_order(bench, mode, status, order, reason):
    ended, notes = story(bench, mode)

    assert ([n[0] for n in notes], ended.status) == (order.split(), status)
    assert reason in ended.reason
    assert ("Job completed" in ended.messages()) == (status == "SUCCESS")


def test_hooks_get_what_the_original_gives(bench):
    ended, notes = story(bench, "")
    by = {n[0]: n[1:] for n in notes}
    kwargs = {"mode": ""}
    assert by["before_start"] == ["uuid-1", (), kwargs]
    assert by["on_success"] == [{"answer": 42}, "uuid-1", (), kwargs]
    assert by["after_return"] == ["SUCCESS", {"answer": 42}, "uuid-1", (), kwargs, "NoneType"]
    assert ended.logs[0]["m"] == "Running job"
    assert (ended.logs[0]["g"], ended.logs[0]["o"]) == ("initialization", "Case")
    last = ended.logs[-1]
    assert (last["l"], last["g"], last["m"]) == (25, "post_run", "Job completed")
    assert ended.events[-1]["e"] == "finished"
    assert ended.finished["peak"] > 1_000_000

    ended, notes = story(bench, "raise run")
    by = {n[0]: n[1:] for n in notes}
    assert by["on_failure"] == [
        "ValueError('boom in run')",
        "uuid-2",
        (),
        {"mode": "raise run"},
        "ErrorInfo",
    ]
    assert by["after_return"][0] == "FAILURE"
    assert ended.result["exc_type"] == "ValueError"
    assert ended.traceback.splitlines()[1].endswith("in run"), "it begins at the job's code"

    ended, notes = story(bench, "fail before_start")
    assert (ended.result, ended.traceback) == ("from before_start", "")


def test_the_exception_of_a_hook_hides_nothing(bench):
    ended, _ = story(bench, "raise on_failure")
    assert ended.result["exc_type"] == "ValueError"
    assert "boom in run" in ended.traceback
    assert any("boom in on_failure" in e["m"] and e["l"] == 40 for e in ended.logs)

    ended, _ = story(bench, "raise after_return")
    assert ended.result == {"answer": 42}
    assert "boom in after_return" in ended.traceback


def test_code_that_does_not_load_is_a_failure_in_words(bench):
    bench.write("raise KeyError('at import')")
    ended = bench.run()
    assert (ended.status, ended.result["exc_type"]) == ("FAILURE", "KeyError")
    assert "could not be loaded" in ended.reason
    assert "case.py" in ended.traceback.splitlines()[1]

    ended = bench.run("Missing", module="gone")
    assert ended.status == "FAILURE"
    assert "gone" in ended.reason


def test_inputs_are_checked_again_and_initial_warnings_are_told(bench):
    bench.write(
        """
        class Case(Open):
            number = IntegerVar(max_value=5)
            def run(self, number):
                return number
            def on_failure(self, exc, task_id, args, kwargs, einfo):
                self.logger.info("told %s", kwargs)
        register_jobs(Case)
        """
    )
    ended = bench.run(inputs={"number": 6}, initial_warnings=["the limits cross"])

    assert (ended.status, ended.result["exc_type"]) == ("FAILURE", "InputErrors")
    assert "number" in ended.reason
    assert "told {'number': 6}" in ended.messages()
    assert (ended.logs[0]["l"], ended.logs[0]["m"]) == (30, "the limits cross")
    assert bench.run(inputs={"number": 5}).result == 5


@pytest.mark.parametrize(
    ("body", "expected", "warning"),
    [
        ("return {1, 2}", "{1, 2}", "no JSON"),
        ("return float('nan')", "nan", "numbers"),
        (
            "return {'a': [1.5, float('inf')], 'b': (1, 2)}",
            {"a": [1.5, "inf"], "b": [1, 2]},
            "numbers",
        ),
        ("a = []; a.append(a); return a", "[[...]]", "no JSON"),
        ("return 10 ** 5000", "<int: ValueError in __str__>", "no JSON"),
        ("return ['\\ud83d', '\\U0001f600 ü']", ["\ufffd", "😀 ü"], ""),
        ("return {1: None}", {"1": None}, ""),
        ("return 'password: hunter2'", "password: (redacted)", ""),
    ],
)
def test_what_run_returns_becomes_json(bench, body, expected, warning):
    ended = bench.case(body)

    assert (ended.status, ended.result) == ("SUCCESS", expected), ended
    warnings = [e["m"] for e in ended.logs if e["l"] == 30]
    assert warning in "".join(warnings)
    assert bool(warning) == bool(warnings)


def test_a_large_result_is_cut_and_kept_whole(bench):
    ended = bench.case("return ['x' * 1000] * 3000")

    assert ended.status == "SUCCESS"
    assert len(ended.result) < 1_000_000
    [file] = ended.of("file")
    assert json.loads((bench.home / file["path"]).read_text()) == ["x" * 1000] * 3000
    assert file["name"] == "result.json"
    assert ended.messages()[-1] == "Job completed"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def run(self):\n        yield 1", "generator"),
        ("async def run(self):\n        return 1", "coroutine"),
        ("async def run(self):\n        yield 1", "generator"),
    ],
)
def test_a_run_that_does_not_run_is_a_failure_in_words(bench, source, words):
    bench.write(f"class Case(Open):\n    {source}\nregister_jobs(Case)\n")

    ended = bench.run()

    assert ended.status == "FAILURE"
    assert words in ended.reason
    assert not ended.traceback


OLD = """
class Case(Open):
    word = StringVar(default="w")
    def run(self, data, commit):
        self.log_info("in run")
        self.log_success("thing", "went well")
        if data["word"] == "raise":
            raise ValueError("boom")
        if data["word"] == "fail":
            self.log_failure("this is wrong")
        return f"{data['word']} {commit}"
    def test_b(self):
        self.log_info("in test_b")
        return "b"
    def test_a(self):
        return None
    def post_run(self):
        self.log_info("in post_run")
        return "done"
"""


def test_a_job_of_the_first_generation_lives_its_own_life(bench):
    bench.write(OLD)

    ended = bench.run(inputs={"word": "w"})
    assert (ended.status, ended.result) == ("SUCCESS", {"output": "w True\nb\ndone"}), ended
    assert [e["g"] for e in ended.logs[1:-1]] == ["run", "run", "test_b", "post_run"]

    ended = bench.run(inputs={"word": "w"}, commit=False)
    assert ended.result["output"].startswith("w False")
    assert any("nothing to roll back" in m for m in ended.messages())

    ended = bench.run(inputs={"word": "fail"})
    assert (ended.status, ended.reason) == ("FAILURE", "this is wrong")
    assert "in post_run" in ended.messages()

    ended = bench.run(inputs={"word": "raise"})
    assert (ended.status, ended.reason) == ("FAILURE", "ValueError: boom")
    assert "in post_run" in ended.messages()
    assert "in test_b" not in ended.messages()
    assert any(e["l"] == 35 and "boom" in e["m"] and e["g"] == "run" for e in ended.logs)


def test_a_read_only_job_of_the_first_generation_does_not_commit(bench):
    bench.write(
        """
        class Case(Job):
            class Meta:
                read_only = True
            def run(self, data, commit):
                return str(commit)
        """
    )

    assert bench.run().result == {"output": "False"}


def test_what_a_job_knows_of_its_run(bench):
    ended = bench.case(
        """
        self.job_result.log("by the result", level_choice="warning")
        self.job_result.save()
        return [self.user.username, str(self.user), self.request.id, self.job_result.id,
                str(self.job_model), self.user.has_perm("x"), os.getcwd(),
                os.environ["JOBDESK_HOME"], os.environ["JOBDESK_RUN"], self.request.user.pk,
                self.job_result.status, self.celery_kwargs["queue"],
                sorted(m for m in sys.modules if m.startswith(("PySide6", "sqlalchemy")))]
        """
    )

    work = str(ended.run_dir / "work")
    assert ended.result == [
        *("root", "root", "uuid-1", "uuid-1", "Case", True, work),
        *(str(bench.home), "1", "u1", "STARTED", "default", []),
    ]
    assert (ended.logs[1]["m"], ended.logs[1]["l"]) == ("by the result", 30)


def test_secrets_are_taken_out_everywhere(bench):
    bench.write(
        """
        class Case(Job):
            token = StringVar(sensitive=True)
            word = PasswordVar()
            def before_start(self, task_id, args, kwargs):
                self.logger.info("early %s", kwargs["token"])
            def run(self, token, word):
                self.logger.info("%s", word, extra={"object": f"dev {token}", "grouping": word})
                self.progress(1, 2, token)
                self.summary(f"# {word}")
                self.object_result(f"o {token}", "ok", word)
                raise ValueError(f"{token} password=abc123")
            def on_failure(self, *_):
                raise RuntimeError(self.job_result.id)
        register_jobs(Case)
        """
    )
    ended = bench.run(inputs={"token": "zX9-4711", "word": "p4ss w0rd!"})

    journal = ended.text("journal.ndjson")
    assert ended.status == "FAILURE"
    for secret in ("zX9-4711", "p4ss w0rd!", "abc123"):
        assert secret not in journal
    assert "(redacted)" in ended.reason
    assert "(redacted)" in ended.traceback
    assert "(redacted)" in ended.result["exc_message"]
    assert {"progress", "summary", "object"} <= {e["e"] for e in ended.events}


def test_a_profile_is_kept_also_of_a_failed_run(bench):
    import pstats

    bench.write(
        """
        def busy_work(): return sum(range(1000))
        class Case(Open):
            def run(self):
                busy_work()
                raise ValueError("boom")
        register_jobs(Case)
        """
    )
    ended = bench.run(profile=True)

    [file] = ended.of("file")
    assert (ended.status, file["name"]) == ("FAILURE", "jobdesk-run-1.pstats")
    assert any(
        key[2] == "busy_work" for key in pstats.Stats(str(bench.home / file["path"])).stats
    )
    assert ended.traceback.splitlines()[1].endswith("in run"), ended.traceback


def test_nautobot_names_are_served(bench):
    (bench.jobs / "old.py").write_text(
        "from nautobot.apps.jobs import Job, register_jobs\n"
        "class Case(Job):\n    def run(self): return 'served'\nregister_jobs(Case)\n"
    )

    assert bench.run(module="old").result == "served"
