"""Edits by people: one step each, whatever the way they came."""

import pytest

from jobdesk.errors import PermissionRefused
from jobdesk.models.records import UserRecord
from jobdesk.operations.edits import next_edits, redo_edit, undo_edit
from jobdesk.operations.jobs import disable, enable, find_job, override
from jobdesk.operations.reviews import review

pytestmark = pytest.mark.process


def test_every_edit_of_a_person_is_one_step(services, actor, one):
    disable(services, actor, [one.id])
    override(services, actor, one.id, {"time_limit": "900"})
    review(services, actor, one.id, keep_inputs=True)
    assert find_job(services, one.id).enabled

    titles = [undo_edit(services, actor).title for _ in range(3)]

    assert titles == ["enable One job", "settings of One job", "disable One job"]
    after = find_job(services, one.id)
    assert (after.enabled, after.overrides) == (True, ())
    assert redo_edit(services, actor).title == "disable One job"
    assert not find_job(services, one.id).enabled


def test_the_next_steps_are_told_for_the_menu(services, actor, one):
    disable(services, actor, [one.id])
    undo, redo = next_edits(services, actor)
    assert (undo.title, redo) == ("disable One job", None)

    undo_edit(services, actor, undo.no)

    undo, redo = next_edits(services, actor)
    assert undo.title == "enable One job"  # how the fixture enabled it
    assert redo.title == "disable One job"


def test_others_hear_of_undo(services, actor, one):
    disable(services, actor, [one.id])
    services.host.announced.clear()

    undo_edit(services, actor)

    assert services.host.announced == ["jobs", "hooks", "buttons"]


def test_undo_needs_the_right_to_change_jobs(services, one):
    guest = UserRecord("0" * 32, "guest", is_superuser=False)
    with pytest.raises(PermissionRefused):
        undo_edit(services, guest)


def test_enabling_what_is_enabled_is_no_step(services, actor, one):
    before = next_edits(services, actor)
    enable(services, actor, [one.id])

    assert next_edits(services, actor) == before
