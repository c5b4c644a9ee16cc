import os

import pytest

from jobdesk.runner.flood import FloodGuard
from jobdesk.runner.journal import JOURNAL_NAME, JournalReader
from jobdesk.runner.tailer import RunTailer

CAP = 1000


@pytest.fixture
def stdout(tmp_path):
    (tmp_path / JOURNAL_NAME).touch()
    flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
    descriptor = os.open(tmp_path / "stdout.log", flags)
    yield descriptor
    os.close(descriptor)


def logged(tmp_path):
    return [event["m"] for event in JournalReader(tmp_path / JOURNAL_NAME).read(1 << 20).events]


def test_a_run_without_console_files_is_left_alone(tmp_path):
    FloodGuard(tmp_path, CAP).check()

    assert not list(tmp_path.iterdir())


def test_up_to_the_cap_everything_is_kept(tmp_path, stdout):
    os.write(stdout, b"x" * CAP)
    FloodGuard(tmp_path, CAP).check()

    assert (tmp_path / "stdout.log").stat().st_size == CAP
    assert logged(tmp_path) == []


def test_what_is_above_is_cut_again_and_again_and_told_once(tmp_path, stdout):
    guard = FloodGuard(tmp_path, CAP)
    for _ in range(3):
        os.write(stdout, b"line\n" * CAP)
        guard.check()
        assert (tmp_path / "stdout.log").read_bytes() == b"line\n" * (CAP // 5)

    [message] = logged(tmp_path)
    assert message == "The job printed more than 0 MB to stdout; the rest is not kept."


def test_a_run_that_is_closed_is_told_nothing(tmp_path, stdout):
    (tmp_path / JOURNAL_NAME).unlink()
    os.write(stdout, b"x" * CAP * 2)
    FloodGuard(tmp_path, CAP).check()

    assert not (tmp_path / JOURNAL_NAME).exists()


def test_rows_are_what_is_left_of_the_file_and_end_with_the_cap(tmp_path, stdout):
    guard, tailer = FloodGuard(tmp_path, 998), RunTailer(1, tmp_path, console_cap=998)
    texts = []
    for _ in range(4):
        os.write(stdout, b"0123456\n" * 50)
        guard.check()
        if (update := tailer.poll()) is not None:
            texts += [text for _, _, text in update.console]
            tailer.accept(update)

    assert texts == ["0123456"] * 124 + ["012345"]
    assert tailer.tail.stdout_offset == 998
    assert tailer.poll(to_the_end=True) is None
