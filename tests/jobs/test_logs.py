import logging

import pytest

from jobdesk.jobs import get_task_logger, logs
from jobdesk.jobs.logs import JobLogger


@pytest.fixture
def logger(request, monkeypatch):
    """A fresh job logger that takes the short way although pytest listens on the root."""
    monkeypatch.setattr(logs, "_ROOT", logging.getLogger("bare"))
    made = get_task_logger(f"jobfile.{request.node.name}")
    yield made
    made.handlers.clear()
    made.filters.clear()


class Keeping(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


def _helper(logger):
    logger.info("in helper")


def say_everything(logger):
    for level in ("debug", "info", "success", "warning", "failure", "error", "critical"):
        getattr(logger, level)("level %s", level)
    logger.log(logging.ERROR, "by number")
    logger.info({"a": 1})
    logger.info("100% sure")
    logger.info("%(a)s", {"a": 3})
    _helper(logger)


EXPECTED = [
    (10, "say_everything", "level debug"),
    (20, "say_everything", "level info"),
    (25, "say_everything", "level success"),
    (30, "say_everything", "level warning"),
    (35, "say_everything", "level failure"),
    (40, "say_everything", "level error"),
    (50, "say_everything", "level critical"),
    (40, "say_everything", "by number"),
    (20, "say_everything", "{'a': 1}"),
    (20, "say_everything", "100% sure"),
    (20, "say_everything", "3"),
    (20, "_helper", "in helper"),
]


def test_the_calling_function_groups_an_entry(run, logger):
    say_everything(logger)

    assert [entry[:3] for entry in run.logs] == EXPECTED


def test_the_long_way_keeps_the_same_entries(run, logger):
    own = Keeping()
    logger.addHandler(own)

    say_everything(logger)

    assert [entry[:3] for entry in run.logs] == EXPECTED
    assert [record.funcName for record in own.records] == [entry[1] for entry in EXPECTED]
    assert own.records[6].levelname == "CRITICAL"
    assert own.records[2].levelname == "SUCCESS"


def test_handlers_on_the_root_still_hear_a_job(run, logger, monkeypatch):
    own = Keeping()
    monkeypatch.setattr(logs, "_ROOT", logging.getLogger())
    monkeypatch.setattr(logging.getLogger(), "handlers", [own])

    logger.info("heard twice")

    assert run.messages == ["heard twice"]
    assert own.records[0].getMessage() == "heard twice"


def test_a_filter_of_the_job_counts(run, logger):
    logger.addFilter(lambda record: "secret plan" not in record.getMessage())

    logger.info("secret plan")
    logger.info("open plan")

    assert run.messages == ["open plan"]


def test_extras_say_object_and_grouping(run, logger):
    logger.info("text", extra={"object": "router", "grouping": "mine", "colour": "red"})

    assert run.logs == [(20, "mine", "text", "router", "")]


@pytest.mark.parametrize("way", ["short", "long"])
@pytest.mark.parametrize("extra", [{"name": "x", "message": "y", "args": 1}, None, "wrong", 5])
def test_odd_extras_are_tolerated(run, logger, extra, way):
    if way == "long":
        logger.addHandler(Keeping())

    logger.info("kept", extra=extra)

    assert run.messages == ["kept"]


def test_unknown_extras_are_on_the_record(logger):
    own = Keeping()
    logger.addHandler(own)

    logger.info("kept", extra={"colour": "red"} | {"name": "hidden"})

    assert own.records[0].colour == "red"
    assert own.records[0].name == logger.name


@pytest.mark.parametrize("way", ["short", "long"])
def test_exceptions_are_told(run, logger, way):
    if way == "long":
        logger.addHandler(Keeping())
    error = ValueError("given")
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logger.exception("caught")
    logger.error("with one", exc_info=error)

    assert run.logs[0][0] == 40
    assert run.messages[0].startswith("caught\nTraceback")
    assert "ZeroDivisionError" in run.messages[0]
    assert "ValueError: given" in run.messages[1]


@pytest.mark.parametrize("way", ["short", "long"])
@pytest.mark.parametrize(
    ("message", "args"),
    [("%d broken", ("x",)), ("%s and %s", (1,)), ("none", (1, 2)), ("%", (1,))],
)
def test_a_wrong_format_does_not_end_the_run(run, logger, monkeypatch, way, message, args):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # those of pytest raise
    if way == "long":
        logger.addHandler(Keeping())

    logger.info(message, *args)

    assert message in run.messages[0]
    assert str(args[0]) in run.messages[0]


def test_the_stack_is_told_on_request(run, logger):
    logger.info("where", stack_info=True)

    assert "Stack (most recent call last)" in run.messages[0]
    assert "test_the_stack_is_told_on_request" in run.messages[0]
    assert run.logs[0][1] == "test_the_stack_is_told_on_request"


def test_a_level_can_be_asked_for(run, logger):
    logger.setLevel(logging.ERROR)

    logger.failure("not kept")
    logger.error("kept")

    assert run.messages == ["kept"]
    assert get_task_logger("jobfile.other").isEnabledFor(logging.DEBUG)


def test_every_level_is_kept_whatever_the_root_says(run, logger):
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.CRITICAL)
    try:
        logger.debug("kept")
    finally:
        root.setLevel(before)

    assert run.messages == ["kept"]


def test_it_is_the_logger_that_getlogger_gives(run):
    plain = logging.getLogger("jobfile.plain_first")

    made = get_task_logger("jobfile.plain_first")

    assert made is plain
    assert isinstance(plain, JobLogger)
    assert get_task_logger("jobfile.plain_first") is made


def test_a_level_set_before_stays():
    logging.getLogger("jobfile.levelled").setLevel(logging.WARNING)

    assert get_task_logger("jobfile.levelled").level == logging.WARNING


def test_a_child_logger_is_a_job_logger(run, logger):
    logger.getChild("part").success("from the child")

    assert run.messages == ["from the child"]


def test_the_root_is_never_made_a_job_logger():
    get_task_logger("")
    get_task_logger("root")

    assert not isinstance(logging.getLogger(), JobLogger)


def test_an_adapter_is_attributed_to_its_caller(run, logger):
    logging.LoggerAdapter(logger, {"object": "adapted"}).info("through")

    assert run.logs == [
        (20, "test_an_adapter_is_attributed_to_its_caller", "through", "adapted", "")
    ]


def test_without_a_run_it_is_an_ordinary_logger(logger):
    own = Keeping()
    logger.addHandler(own)

    logger.success("ordinary")

    assert own.records[0].funcName == "test_without_a_run_it_is_an_ordinary_logger"
