import functools

import pytest

from jobdesk.jobs import BooleanVar, Job, StringVar, firstgen


class Old(Job):
    def run(self, data, commit):
        pass


class OldWithDefault(Job):
    def run(self, data, commit=True):
        pass


class Reports(Job):
    def test_zebra(self):
        pass

    def test_ant(self):
        pass


class MoreReports(Reports):
    def test_bee(self):
        pass

    def test_zebra(self):
        pass

    test_data = "no method"


class New(Job):
    word = StringVar()

    def run(self, word):
        pass


class Keywords(Job):
    def run(self, **given):
        pass


class NewWithOldNames(Job):
    data = StringVar()
    commit = BooleanVar()

    def run(self, data, commit):
        pass


def wrapped(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


class Decorated(Job):
    @wrapped
    def run(self, data, commit):
        pass


class Empty(Job):
    pass


@pytest.mark.parametrize(
    ("job", "generation"),
    [
        (Old, 1),
        (OldWithDefault, 1),
        (Reports, 1),
        (MoreReports, 1),
        (Decorated, 1),
        (New, 2),
        (Keywords, 2),
        (NewWithOldNames, 2),
        (Empty, 2),
    ],
)
def test_the_generation_is_told_by_run(job, generation):
    assert firstgen.generation_of(job) == generation


def test_test_methods_run_as_declared_base_classes_first():
    assert firstgen.tests_of(Reports) == ["test_zebra", "test_ant"]
    assert firstgen.tests_of(MoreReports) == ["test_zebra", "test_ant", "test_bee"]


class Logging(Job):
    def run(self, data, commit):
        self.log("plain")
        self.log_debug("lone text")
        self.log_info("router-1", "about it")
        self.log_success(obj="router-2", message="good")
        self.log_warning(message="no object")
        self.log_failure({"a": 1}, "wrong")


def test_the_log_methods_of_1x(run):
    job = Logging()
    attachment = run.attach(job)

    job.run({}, True)

    assert run.logs == [
        (20, "run", "plain", "", ""),
        (10, "run", "lone text", "", ""),
        (20, "run", "about it", "router-1", ""),
        (25, "run", "good", "router-2", ""),
        (30, "run", "no object", "", ""),
        (35, "run", "wrong", "{'a': 1}", ""),
    ]
    assert (attachment.failed, attachment.failure_reason) == (True, "wrong")
    assert job.failed is True


def test_the_active_method_groups_the_log_of_its_helpers(run):
    class Helped(Job):
        def test_all(self):
            self.check()

        def check(self):
            self.log_info("from the helper with 100% and %s")

    job = Helped()
    attachment = run.attach(job)

    attachment.active_method = "test_all"
    job.test_all()

    assert run.logs == [(20, "test_all", "from the helper with 100% and %s", "", "")]


def test_a_log_method_without_run_is_harmless():
    Logging().log_failure("nothing listens")
