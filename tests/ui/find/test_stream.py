import threading

from tests.ui.find.conftest import PuppetSearch, make_hits

from jobdesk.errors import Refused
from jobdesk.ui.find.stream import RunStream


def run(search, most_lines=100, most=100):
    news = threading.Event()
    stream = RunStream(lambda: search, news.set, most_lines)
    stream.start()
    stream._thread.join(5)
    return stream.take(most)


def test_all_is_handed_over_and_the_end_is_told():
    taken = run(PuppetSearch(make_hits(2), None, make_hits(1), coverage=(1, 3)))

    assert [hits.no for hits in taken.found] == [2, 1]
    assert (taken.is_over, taken.is_cut, taken.problem) == (True, False, "")
    assert taken.coverage == (1, 3)


def test_small_parts_are_taken_and_the_end_comes_with_the_last():
    stream = RunStream(
        lambda: PuppetSearch(make_hits(3), make_hits(2), make_hits(1)), lambda: None
    )
    stream.start()
    stream._thread.join(5)

    first, second = stream.take(2), stream.take(2)

    assert ([hits.no for hits in first.found], first.is_over) == ([3, 2], False)
    assert ([hits.no for hits in second.found], second.is_over) == ([1], True)


def test_a_search_that_finds_too_much_ends_early():
    search = PuppetSearch(*(make_hits(no, 10) for no in range(50, 0, -1)))
    taken = run(search, most_lines=30)

    assert len(taken.found) == 3
    assert taken.is_cut


def test_why_it_failed_is_told_in_words():
    taken = run(PuppetSearch(make_hits(1), error=Refused("It takes too long.")))

    assert taken.problem == "It takes too long."
    assert len(taken.found) == 1


def test_a_fault_of_ours_ends_the_search_too(monkeypatch):
    reported = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))

    taken = run(PuppetSearch(make_hits(1), error=ValueError("ours")))

    assert taken.is_over
    assert taken.problem == "The search ended early: JobDesk has a fault."
    assert reported == [ValueError]


def test_closing_interrupts_and_says_nothing():
    search = PuppetSearch(make_hits(1), waits=True)
    rung = []
    stream = RunStream(lambda: search, lambda: rung.append(1))
    stream.start()
    while not rung:
        pass
    stream.take(9)
    stream.close()

    assert search.interrupted.is_set()
    assert not stream._thread.is_alive()
    assert rung == [1]
