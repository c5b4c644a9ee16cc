import pytest

from jobdesk.jobs import Job


class Plain(Job):
    def run(self):
        return "done"


class Forgetful(Job):
    def __init__(self):
        self.devices = []

    def run(self):
        self.logger.info("still works")


def test_before_a_run_everything_is_there_and_empty():
    job = Plain()

    assert (job.user, job.job_result, job.request, job.failed) == (None, None, None, False)
    assert job.class_path == f"{__name__}.Plain"
    assert job.logger.name == __name__


def test_a_run_gives_the_job_its_surroundings(run):
    job = Plain()

    run.attach(
        job, user="root", job_result="r", job_model="m", request="q", celery_kwargs={"a": 1}
    )

    assert (job.user, job.job_result, job.job_model, job.request) == ("root", "r", "m", "q")
    assert job.celery_kwargs == {"a": 1}


def test_a_constructor_that_forgets_its_parent_does_no_harm(run):
    job = Forgetful()
    run.attach(job)

    job.run()

    assert run.messages == ["still works"]


def test_an_own_logger_stays(run):
    job = Plain()
    job.logger = "mine"

    assert job.logger == "mine"


def test_fail_is_attributed_to_its_caller_and_returns(run):
    class Failing(Job):
        def run(self):
            self.check()
            return "returned"

        def check(self):
            self.fail("wrong in %s", "check", extra={"object": "router"})
            self.fail("second")

    job = Failing()
    attachment = run.attach(job)

    assert job.run() == "returned"
    assert run.logs[0] == (35, "check", "wrong in check", "router", "")
    assert (attachment.failed, attachment.failure_reason) == (True, "wrong in check")


def test_a_1x_job_may_say_itself_that_it_failed(run):
    job = Plain()
    attachment = run.attach(job)

    job.failed = True

    assert attachment.failed is True
    Plain().failed = True


def test_progress_summary_and_object_results_reach_the_run(run):
    job = Plain()
    run.attach(job)

    job.progress(1, 2, "half")
    job.progress(3)
    job.progress(float("nan"), float("inf"))
    job.summary("# Good")
    job.object_result("r" * 300, "success", "all fine")

    assert run.progress == [(1.0, 2.0, "half"), (3.0, None, ""), (0.0, 0.0, "")]
    assert run.summaries == ["# Good"]
    assert run.results == [("r" * 200, "success", "all fine")]


def test_without_a_run_the_job_may_say_what_it_likes():
    Plain().progress(1, 2)
    Plain().summary("x")
    Plain().object_result("x", "success")
    Plain().fail("nobody listens")


def test_files_are_handed_to_the_run(run):
    job = Plain()
    run.attach(job)

    job.create_file("a.txt", "text")
    job.create_file("b.bin")

    assert run.files == [("a.txt", "text"), ("b.bin", None)]
    with pytest.raises(RuntimeError, match="while JobDesk runs"):
        Plain().create_file("a.txt", "text")


def test_files_beside_the_source_are_read(folder):
    job = folder.job("class One(Job):\n    pass\n", module="deep.one")()
    (folder.path / "deep" / "beside.yaml").write_text("a: [1, ü]\n", encoding="utf-8")
    (folder.path / "deep" / "beside.json").write_text('{"b": null}', encoding="utf-8")

    assert job.load_yaml("beside.yaml") == {"a": [1, "ü"]}
    assert job.load_json("beside.json") == {"b": None}
    with pytest.raises(FileNotFoundError):
        job.load_json("absent.json")


def test_a_job_without_run_says_so():
    with pytest.raises(NotImplementedError, match="Silent has no method run"):
        type("Silent", (Job,), {})().run()


def test_hooks_do_nothing_by_default():
    job = Plain()

    assert job.before_start("id", [], {}) is None
    assert job.on_success(1, "id", [], {}) is None
    assert job.on_retry(1, "id", [], {}, None) is None
    assert job.on_failure(1, "id", [], {}, None) is None
    assert job.after_return("SUCCESS", 1, "id", [], {}, None) is None
    assert job.post_run() is None
