import logging

from jobdesk.jobs.redaction import redact
from jobdesk.logging_setup import start_logging, stop_logging


def test_what_the_program_says_is_written_redacted(tmp_path):
    handler = start_logging(tmp_path / "logs", "window", redact)
    try:
        logging.getLogger("jobdesk.test").info("fetch https://me:secret-4711@host/x")
        logging.getLogger("jobdesk.test").debug("too quiet")
        logging.getLogger("elsewhere").error("not ours")
    finally:
        stop_logging(handler)

    text = (tmp_path / "logs" / "window.log").read_text()
    assert "jobdesk.test: fetch" in text
    assert "secret-4711" not in text
    assert "too quiet" not in text
    assert "not ours" not in text


def test_nothing_is_made_before_there_is_something_to_say(tmp_path):
    stop_logging(start_logging(tmp_path, "window", redact))

    assert not list(tmp_path.iterdir())
