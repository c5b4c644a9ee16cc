import logging

import pytest

from jobdesk.jobs.levels import NAMES, NUMBERS, nearest
from jobdesk.jobs.redaction import Redactor
from jobdesk.jobs.sink import RunLogHandler, formatted, storable, text_of


class Thing:
    def __init__(self, text, url):
        self.text, self.url = text, url

    def __str__(self):
        if isinstance(self.text, Exception):
            raise self.text
        return self.text

    def get_absolute_url(self):
        if self.url is None:
            raise RuntimeError("no address")
        return self.url


@pytest.mark.parametrize(
    ("thing", "kept"),
    [
        (Thing("router-1", "/dcim/devices/1/"), ("router-1", "/dcim/devices/1/")),
        (Thing("router-2", None), ("router-2", "")),
        (Thing("t" * 300, "/u" * 200), ("t" * 200, ("/u" * 200)[:255])),
        ("just text", ("just text", "")),
        (None, ("", "")),
        (0, ("0", "")),
        (Thing(ValueError("x"), ""), ("<Thing: ValueError>", "")),
    ],
)
def test_an_object_is_kept_as_text_and_address(run, thing, kept):
    RunLogHandler(run).keep(20, "message", (), "f", {"object": thing})

    assert run.logs[0][3:] == kept


def test_the_grouping_is_cut(run):
    RunLogHandler(run).keep(20, "message", (), "f", {"grouping": "g" * 150})

    assert run.logs[0][1] == "g" * 100


def test_skipped_entries_go_to_the_console_redacted(run, capsys):
    RunLogHandler(run).keep(30, "password: abcd", (), "f", {"skip_db_logging": True})

    assert run.logs == []
    assert capsys.readouterr().out == "warning: password: (redacted)\n"


def test_secrets_are_replaced_in_message_object_and_grouping(run):
    handler = RunLogHandler(run, Redactor(["hunter22"]))

    handler.keep(
        20, "it is hunter22", (), "f", {"object": "hunter22!", "grouping": "a hunter22"}
    )

    assert run.logs == [(20, "a (redacted)", "it is (redacted)", "(redacted)!", "")]


def test_an_object_with_an_at_sign_keeps_its_name(run):
    RunLogHandler(run).keep(20, "to bob@example.com", (), "f", {"object": "bob@example.com"})

    assert run.logs[0][2:4] == ("to (redacted)@example.com", "bob@example.com")


def test_logging_never_raises_into_the_job(run, capsys):
    def refuse(*args):
        raise OSError("disk full")

    run.write_log = refuse

    RunLogHandler(run).keep(20, "message")

    assert "disk full" in capsys.readouterr().err


def test_what_cannot_be_stored_is_escaped(run):
    RunLogHandler(run).keep(20, "half \ud800 pair ü")

    assert run.messages == ["half \\ud800 pair ü"]
    assert storable("plain") == "plain"


def test_a_standard_record_is_kept_with_its_time(run):
    seen = []
    run.write_log = lambda *entry: seen.append(entry)
    record = logging.LogRecord("x", 20, "f.py", 1, "a %s", ("b",), None, "function")

    RunLogHandler(run).emit(record)

    assert seen == [(int(record.created * 1e6), 20, "function", "a b", "", "")]


@pytest.mark.parametrize(
    ("number", "level"), [(0, 10), (5, 10), (10, 10), (15, 10), (26, 25), (45, 40), (99, 50)]
)
def test_an_odd_level_counts_as_the_known_one_below(number, level):
    assert nearest(number) == level


def test_levels_have_names_that_logging_knows():
    assert NUMBERS["failure"] == 35
    assert len(NAMES) == 7
    assert logging.getLevelName(25) == "SUCCESS"


def test_what_cannot_be_formatted_is_shown():
    assert formatted("%s", (Thing(ValueError("x"), ""),)).startswith("%s")
    assert text_of(Thing(KeyError("x"), "")) == "<Thing: KeyError>"
