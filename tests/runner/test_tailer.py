import json

from hypothesis import given, settings
from hypothesis import strategies as st

from jobdesk.runner.journal import event_line, log_line, take_ticket
from jobdesk.runner.tailer import RunTailer


def journal(run_dir, *lines):
    run_dir.mkdir(exist_ok=True, parents=True)
    with (run_dir / "journal.ndjson").open("a", newline="") as file:
        file.write("".join(lines))


def drain(tailer, **how):
    updates = []
    while (update := tailer.poll(**how)) is not None:
        tailer.accept(update)
        updates.append(update)
    return updates


def test_rows_counts_and_offset_go_together(tmp_path):
    journal(tmp_path, log_line(5, 20, "g", "one"), log_line(6, 40, "g", "two"))
    tailer = RunTailer(3, tmp_path)

    (update,) = drain(tailer)

    assert [row[3] for row in update.rows] == ["one", "two"]
    assert (tailer.tail.lines, tailer.tail.counts.info, tailer.tail.counts.error) == (2, 1, 1)
    assert tailer.tail.journal_offset == (tmp_path / "journal.ndjson").stat().st_size


def test_an_update_that_was_not_stored_is_polled_again(tmp_path):
    journal(tmp_path, log_line(5, 20, "g", "one"))
    tailer = RunTailer(3, tmp_path)

    assert tailer.poll() == tailer.poll()


def test_a_torn_line_waits_for_its_end(tmp_path):
    journal(tmp_path, log_line(5, 20, "g", "one")[:-5])
    tailer = RunTailer(3, tmp_path)

    assert tailer.poll() is None


def test_lines_that_are_no_events_go_to_the_console(tmp_path):
    journal(
        tmp_path,
        "nonsense\n",
        '{"e":"log","t":"x","l":20,"g":"","m":"m","o":"","u":""}\n',
        '{"e":"log","t":1,"l":20}\n',
        '{"e":"progress","t":1,"done":"much","total":null,"text":""}\n',
        '{"e":"unheard-of"}\n',
        log_line(5, 20, "g", "good"),
    )
    (update,) = drain(RunTailer(3, tmp_path))

    assert [row[3] for row in update.rows] == ["good"]
    assert len(update.console) == 5


def test_the_first_finished_event_stands_and_consoles_are_read_to_their_end(tmp_path):
    journal(
        tmp_path,
        event_line("finished", {"t": 9, "status": "SUCCESS"}),
        event_line("finished", {"t": 9, "status": "FAILURE"}),
    )
    (tmp_path / "stdout.log").write_bytes(b"line\r\nunended")
    tailer = RunTailer(3, tmp_path)

    (update,) = drain(tailer)

    assert json.loads(tailer.tail.finished_json)["status"] == "SUCCESS"
    assert [row[2] for row in update.console] == ["line", "unended"]


def test_an_unended_console_line_waits_while_the_run_lives(tmp_path):
    (tmp_path / "stderr.log").write_bytes(b"a\nb")
    tailer = RunTailer(3, tmp_path)

    (update,) = drain(tailer)
    (rest,) = drain(tailer, to_the_end=True)

    assert ([row[2] for row in update.console], [row[2] for row in rest.console]) == (
        ["a"],
        ["b"],
    )


def test_a_level_of_the_jobs_own_counts_as_the_one_below(tmp_path):
    journal(tmp_path, log_line(5, 33, "g", "odd"), log_line(5, 1, "g", "low"))
    tailer = RunTailer(3, tmp_path)
    drain(tailer)

    assert (tailer.tail.counts.warning, tailer.tail.counts.debug) == (1, 1)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["log", "junk", "progress", "object", "print"]), max_size=30),
    st.lists(st.booleans(), min_size=31, max_size=31),
)
def test_any_rhythm_of_polls_gives_the_same_rows(tmp_path_factory, kinds, polls):
    run_dir = tmp_path_factory.mktemp("run")
    tailer, rows, console = RunTailer(3, run_dir), [], []
    for number, kind in enumerate(kinds):
        write(run_dir, kind, number)
        if polls[number]:
            collect(drain(tailer), rows, console)
    collect(drain(tailer, to_the_end=True), rows, console)

    assert rows == [f"m{n}" for n, kind in enumerate(kinds) if kind == "log"]
    assert sorted(console) == sorted(
        f"c{n}" for n, kind in enumerate(kinds) if kind in ("junk", "print")
    )
    assert tailer.tail.lines == len(rows)


def write(run_dir, kind, number):
    if kind == "print":
        with (run_dir / "stdout.log").open("a") as file:
            file.write(f"c{number}\n")
        return
    lines = {
        "log": log_line(5, 20, "g", f"m{number}"),
        "junk": f"c{number}\n",
        "progress": event_line("progress", {"t": 1, "done": 1, "total": None, "text": ""}),
        "object": event_line("object", {"t": 1, "o": "o", "s": "s", "x": "x"}),
    }
    journal(run_dir, lines[kind])


def collect(updates, rows, console):
    for update in updates:
        assert update.first_seq == len(rows)
        rows += [row[3] for row in update.rows]
        console += [row[2] for row in update.console]


def test_a_ticket_without_a_word_is_nothing_yet(tmp_path):
    import os

    os.close(take_ticket(tmp_path / "journal.ndjson"))
    assert RunTailer(3, tmp_path).poll(to_the_end=True) is None
