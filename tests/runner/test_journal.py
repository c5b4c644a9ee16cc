"""The journal: what is written is read back, whatever happens in between."""

import json
import os
import resource
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobdesk.runner.journal import (
    JournalReader,
    append_host_line,
    as_event,
    event_line,
    log_line,
    parse_lines,
    take_ticket,
)
from jobdesk.runner.journal_writer import JournalWriter

texts = st.text(st.characters(codec=None, categories=None), max_size=30)
events = st.one_of(
    st.builds(log_line, st.integers(0, 2**53), st.integers(0, 60), texts, texts, texts, texts),
    st.builds(
        lambda done, text: event_line("progress", {"done": done, "total": None, "text": text}),
        st.floats(allow_nan=False, allow_infinity=False),
        texts,
    ),
)
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read_all(reader: JournalReader, max_bytes: int = 1 << 20):
    found, junk = [], []
    while True:
        chunk = reader.read(max_bytes)
        found += chunk.events
        junk += chunk.junk
        if chunk.at_end:
            return found, junk


@relaxed
@given(lines=st.lists(events, max_size=20), data=st.data())
def test_any_cut_gives_the_prefix_and_the_rest_follows(tmp_path, lines, data):
    whole = "".join(lines).encode("ascii")
    cut = data.draw(st.integers(0, len(whole)))
    max_bytes = data.draw(st.sampled_from([7, 64, 1 << 20]))
    path = tmp_path / "journal"
    path.write_bytes(whole[:cut])
    reader = JournalReader(path)

    first, junk = read_all(reader, max_bytes)

    expected = [as_event(json.loads(line)) for line in lines]
    complete = whole[:cut].count(b"\n")
    assert (first, junk) == (expected[:complete], [])

    path.write_bytes(whole)
    rest, junk = read_all(reader, max_bytes)
    assert (first + rest, junk) == (expected, [])


@relaxed
@given(
    parts=st.lists(
        st.one_of(
            events.map(lambda e: (True, e.encode("ascii"))),
            st.binary(max_size=20)
            .filter(lambda b: b'{"e"' not in b and b'["log"' not in b)
            .map(lambda b: (False, b.replace(b"\n", b" ") + b"\n")),
        ),
        max_size=15,
    )
)
def test_rubbish_between_events_is_set_apart(parts):
    found, junk = parse_lines(b"".join(data for _, data in parts)) if parts else ([], [])

    assert found == [json.loads(data) for is_event, data in parts if is_event]
    expected = [data[:-1] for is_event, data in parts if not is_event and data.strip()]
    assert junk == [data.decode("utf-8", "replace") for data in expected]


def test_an_event_behind_rubbish_without_a_line_break_is_saved():
    line = log_line(1, 20, "run", 'tricky {"e":"log"} ["log",1] text').encode()

    found, junk = parse_lines(b"half a line" + line + line)

    assert [as_event(e)["m"] for e in found] == ['tricky {"e":"log"} ["log",1] text'] * 2
    assert junk == ["half a line"]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"[" * 100_000,
        b"1" * 5000,
        b"\xff\xfe",
        b"[\n]",
        b'{"a":1},{"b":2}',
        b"null",
        b"[]",
        b'["log"]',
        b'["log",1,20,"run","one","too many"]',
        b'["log",1,20,"run","torn',
    ],
)
def test_hostile_lines_do_not_stop_the_reader(rubbish):
    line = log_line(1, 20, "run", "kept").encode()

    found, _ = parse_lines(line + rubbish + b"\n" + line)

    assert [as_event(e).get("m") for e in found] == ["kept", "kept"]


def test_an_endless_line_is_handed_out_in_pieces(tmp_path):
    path = tmp_path / "journal"
    path.write_bytes(b"x" * (9 * 1024**2) + b"\n" + log_line(1, 20, "run", "after").encode())

    found, junk = read_all(JournalReader(path), 1 << 20)

    assert [e["m"] for e in found] == ["after"]
    assert sum(map(len, junk)) == 9 * 1024**2


def test_the_writer_takes_the_ticket_once(tmp_path):
    JournalWriter(tmp_path / "journal")

    with pytest.raises(FileExistsError):
        JournalWriter(tmp_path / "journal")
    with pytest.raises(FileExistsError):
        take_ticket(tmp_path / "journal")


def test_everything_written_is_read_back(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path)

    writer.event("started", attempt=1, pid=2, ctime=1.5)
    writer.log(5, 20, "run", "grüße 日本 😀 \ud83d half", "object", "/url")
    assert writer.finish(status="SUCCESS", reason="", result={"a": "\udcff"}, traceback="")
    writer.log(6, 20, "run", "too late")

    found, junk = read_all(JournalReader(path))
    assert [e["e"] for e in found] == ["started", "log", "finished"]
    assert found[1]["m"] == "grüße 日本 😀 \ufffd half"
    assert found[2]["result"] == {"a": "\ufffd"}
    assert not junk


def test_a_line_above_one_megabyte_is_cut_and_kept_whole(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path)
    kept = []
    writer.keep_whole = lambda text: kept.append(text) or "long-1.txt"

    for text in ("a" * 2_000_000, "é" * 500_000, "😀" * 1_500_000):
        writer.log(1, 20, "run", text)

    found, _ = read_all(JournalReader(path))
    assert [len(k) for k in kept] == [2_000_000, 500_000, 1_500_000]
    assert all("long-1.txt" in e["m"] for e in found)
    assert max(map(len, path.read_bytes().split(b"\n"))) <= 1_000_000
    assert len(found[0]["m"]) > 900_000


def test_the_cap_drops_counts_and_says_so(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path, cap_bytes=1000)

    for number in range(100):
        writer.log(1, 20, "run", f"line {number}")
    writer.event("summary", text="kept")
    writer.finish(status="SUCCESS", reason="", result=None, traceback="")

    found, _ = read_all(JournalReader(path))
    messages = [e["m"] for e in found if e["e"] == "log"]
    lines = [m for m in messages if m.startswith("line")]
    assert 5 < len(lines) < 100
    assert sum("reached its limit" in m for m in messages) == 1
    assert f"{100 - len(lines)} log lines were dropped" in messages[-1]
    assert [e["e"] for e in found][-3:] == ["summary", "log", "finished"]


def test_a_full_disk_drops_counts_and_recovers(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    writer.log(1, 20, "run", "before")
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, hard))
        for _ in range(5):
            writer.log(1, 20, "run", "lost")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    writer.log(1, 20, "run", "after")

    found, junk = read_all(JournalReader(path))

    assert [e["m"] for e in found] == [
        "before",
        "5 log lines were lost: they could not be written to the disk.",
        "after",
    ]
    assert len(junk) == 1, "the torn line is set apart"


def test_a_job_that_closes_our_descriptor_loses_nothing(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path)
    writer.log(1, 20, "run", "one")

    os.close(writer.fd)
    writer.log(1, 20, "run", "two")

    assert [e["m"] for e in read_all(JournalReader(path))[0]] == ["one", "two"]


def test_a_forked_child_logs_but_does_not_finish(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path)

    child = os.fork()
    if child == 0:
        writer.log(1, 20, "run", "from the child")
        os._exit(1 if writer.finish(status="X", reason="", result=None, traceback="") else 0)

    assert os.waitpid(child, 0)[1] == 0
    assert [e["e"] for e in read_all(JournalReader(path))[0]] == ["log"]


def test_threads_and_the_host_write_whole_lines(tmp_path):
    path = tmp_path / "journal"
    writer = JournalWriter(path)

    def log_many(name: str) -> None:
        for number in range(500):
            writer.log(number, 20, name, "x" * 200)

    threads = [threading.Thread(target=log_many, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(200):
        assert append_host_line(path, 30, "host says")
    for thread in threads:
        thread.join()

    found, junk = read_all(JournalReader(path))
    assert len(found) == 2200
    assert not junk
    for name in ("t0", "t3"):
        assert [e["t"] for e in found if e["g"] == name] == list(range(500))


def test_the_host_ends_a_torn_line_first(tmp_path):
    path = tmp_path / "journal"
    path.write_bytes(log_line(1, 20, "run", "one").encode() + b'{"e":"log","t":5')
    reader = JournalReader(path)
    read_all(reader)
    assert reader.torn() == '{"e":"log","t":5'

    append_host_line(path, 40, "worker lost")

    found, junk = read_all(reader)
    assert [e["m"] for e in found] == ["worker lost"]
    assert junk == ['{"e":"log","t":5']


def test_a_missing_journal_is_no_error(tmp_path):
    path = Path(tmp_path / "none")

    assert JournalReader(path).read().events == []
    assert JournalReader(path).torn() == ""
    assert not append_host_line(path, 30, "nobody there")
