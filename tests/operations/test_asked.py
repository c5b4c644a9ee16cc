"""What running jobs may ask for: the limits that no job gets over."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.support.stores import OPTIONS

from jobdesk.errors import JobDeskError, Refused
from jobdesk.models.asked_records import AskedFor
from jobdesk.models.plans import Ending
from jobdesk.models.records import Status
from jobdesk.operations import asked as asking
from jobdesk.operations.asked import JobAnswerer

pytestmark = pytest.mark.process


@pytest.fixture
def ask(services, one, actor):
    """Ask in the name of a run of the job `one`; makes the run where none is given."""
    answerer = JobAnswerer(lambda: services)

    def ask(no=None, key=None, **request):
        run = no or create(services, one, actor).no
        document = {"op": "run", "job": one.id, "user": actor.username, **request}
        return answerer.answer(run, key or uuid4().hex, document)

    return ask


def create(services, job, actor, **more):
    return services.results.create(job, actor.username, {}, False, OPTIONS, "abc", **more)


def test_the_same_request_is_one_run(services, ask, one, actor):
    asker, key = create(services, one, actor), uuid4().hex

    first, again = ask(asker.no, key), ask(asker.no, key)

    assert first == again
    made = services.results.by_no(first.document["no"])
    assert (made.asked_by, made.hook_depth) == (asker.no, 0)
    assert [no for no, _ in services.host.submitted] == [made.no]
    with pytest.raises(Refused, match="is there already"):
        ask(create(services, one, actor).no, key)


def test_chains_and_crowds_end(services, ask, one, actor, monkeypatch):
    no = create(services, one, actor).no
    for _ in range(asking.MAX_DEPTH):
        last, no = no, ask(no).document["no"]
    with pytest.raises(Refused, match="5 runs deep"):
        ask(no)

    monkeypatch.setattr(asking, "MAX_MADE", 3)
    ask(last), ask(last)
    with pytest.raises(Refused, match="may ask for 3 others"):
        ask(last)
    monkeypatch.setattr(asking, "MAX_FAMILY", 7)
    with pytest.raises(Refused, match="7 in all"):
        ask(services.results.by_no(last).asked_by)
    assert services.results.asking(last).family == 8


def test_what_a_hook_s_run_asks_for_stands_as_deep_below_hooks(services, ask, one, actor):
    first = create(services, one, actor)
    below = AskedFor(str(uuid4()), first.no, 1, hook_depth=2)
    hooked = create(services, one, actor, asked=below)

    made = services.results.by_no(ask(hooked.no).document["no"])

    assert (made.hook_depth, services.results.asking(made.no).depth) == (2, 2)


@pytest.mark.parametrize(
    "request_",
    [
        {"op": "shutdown"}, {"op": ["run"]}, {"op": None}, {"job": 7}, {"job": "nobody.Here"},
        {"inputs": "all"}, {"inputs": {"a": 1}}, {"queue": {}}, {"user": "mallory"},
        {"op": "old_runs"}, {"op": "delete_old_runs", "before": "2020-01-01"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(services, ask, one, actor, request_):
    asker = create(services, one, actor).no

    with pytest.raises(JobDeskError):
        ask(asker, **request_)

    assert services.results.asking(asker).made == 0


def test_who_has_ended_or_only_looks_makes_nothing(services, ask, one, actor):
    ended = create(services, one, actor)
    services.results.close(ended.no, Ending(Status.SUCCESS, ended.date_created))
    with pytest.raises(Refused, match="has ended"):
        ask(ended.no)

    looks = services.results.create(
        one, actor.username, {}, False, replace(OPTIONS, preview=True)
    )
    assert ask(looks.no).document == {"no": None, "name": "One job", "queue": "default"}
    assert services.results.asking(looks.no).made == 0
