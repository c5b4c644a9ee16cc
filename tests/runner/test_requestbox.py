"""The folder of requests of a run: a hostile job gets nowhere with it."""

import json
import os
from uuid import uuid4

import pytest

from jobdesk.runner import requestbox
from jobdesk.runner.asking import NotARequest, put, read
from jobdesk.runner.journal import JOURNAL_NAME, JournalReader
from jobdesk.runner.requestbox import RequestBox


@pytest.fixture
def run_dir(tmp_path):
    (tmp_path / "requests").mkdir()
    (tmp_path / "answers").mkdir()
    (tmp_path / JOURNAL_NAME).touch()
    return tmp_path


def asked(run_dir, **document):
    key = uuid4().hex
    put(str(run_dir / "requests"), key, document)
    return key


def said(run_dir):
    return [event["m"] for event in JournalReader(run_dir / JOURNAL_NAME).read().events]


def test_requests_are_handed_out_oldest_first_and_are_gone_when_answered(run_dir):
    keys = [asked(run_dir, op=str(number)) for number in range(3)]
    for age, key in enumerate(keys):
        os.utime(run_dir / "requests" / key, ns=(0, 10**9 * (9 - age)))
    box = RequestBox(run_dir)

    taken = [(key, request["op"]) for key, request in box.take(2)]

    assert taken == [(keys[2], "2"), (keys[1], "1")]
    box.answer(keys[2], {"ok": True, "no": 7})
    assert read(str(run_dir / "answers" / keys[2])) == {"ok": True, "no": 7}
    assert not (run_dir / "requests" / keys[2]).exists()
    assert box.has_more


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": NaN}', "7", "\0"])
def test_what_is_no_request_is_answered_so_and_told(run_dir, text):
    key = uuid4().hex
    (run_dir / "requests" / key).write_text(text)
    box = RequestBox(run_dir)

    assert list(box.take(10)) == []

    assert "not understood" in json.loads((run_dir / "answers" / key).read_text())["error"]
    assert not box.has_more
    assert "was not understood" in said(run_dir)[0]


def test_no_link_pipe_or_giant_is_read(run_dir):
    secret = run_dir / "secret"
    secret.write_text('{"op": "x"}')
    link, pipe, giant = (run_dir / name for name in ("link", "pipe", "giant"))
    link.symlink_to(secret)
    os.mkfifo(pipe)
    giant.write_text(json.dumps({"a": "x" * 300_000}))

    for path in (link, pipe, giant):
        with pytest.raises(NotARequest):
            read(str(path))
    with pytest.raises(ValueError, match="larger than 256 KiB"):
        put(str(run_dir), "f" * 32, {"a": "x" * 300_000})


@pytest.mark.parametrize("name", ["MAX_WAITING", "MAX_MALFORMED", "MAX_ANSWERED"])
def test_who_overdoes_it_is_answered_no_more(run_dir, monkeypatch, name):
    monkeypatch.setattr(requestbox, name, 3)
    for _ in range(5):
        key = asked(run_dir, op="x")
        if name == "MAX_MALFORMED":
            (run_dir / "requests" / key).write_text("[]")
    box = RequestBox(run_dir)

    for key, _ in box.take(10):
        box.answer(key, {"ok": True})

    assert list(box.take(10)) == []
    assert not box.has_more
    assert "answers no more" in read(str(run_dir / "answers" / "closed"))["error"]
    assert sum("answers no more" in line for line in said(run_dir)) == 1


def test_a_folder_that_is_a_link_or_holds_what_stays_is_left_alone(run_dir, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    key = asked(run_dir, op="x")
    (run_dir / "requests").rename(other / "requests")
    (run_dir / "requests").symlink_to(other / "requests")
    box = RequestBox(run_dir)

    assert list(box.take(10)) == []
    assert (other / "requests" / key).exists()

    (run_dir / "requests").unlink()
    (run_dir / "requests" / uuid4().hex).mkdir(parents=True)
    assert list(RequestBox(run_dir).take(10)) == []
    assert any("could not be removed" in line for line in said(run_dir))
