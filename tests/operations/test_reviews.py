"""What was read at a review is kept, and what changed since is told."""

import pytest
from tests.operations.conftest import HEAD, PLAIN

from jobdesk.errors import Outdated
from jobdesk.operations import reviews
from jobdesk.operations.edits import undo_edit
from jobdesk.operations.jobs import disable, enable, find_job
from jobdesk.operations.refresh import refresh
from jobdesk.operations.reviews import approve, code_changes

pytestmark = pytest.mark.process

CHANGED = PLAIN.replace("return 1", "return 2")


@pytest.fixture
def changed(services, one, write_job):
    write_job("mod", CHANGED)
    refresh(services)
    return find_job(services, one.id)


def test_the_change_since_the_review_is_told_by_file(services, changed):
    assert changed.is_changed_since_review

    found = code_changes(services, changed.id)

    [file] = found.files
    assert (file.path, file.before, file.after) == ("mod.py", HEAD + PLAIN, HEAD + CHANGED)
    assert found.note == ""


def test_a_file_that_the_job_loads_now_is_new(services, one, write_job):
    write_job("helper", "VALUE = 1\n", head="")
    write_job("mod", "import helper\n" + PLAIN)
    refresh(services)

    files = {file.path: file for file in code_changes(services, one.id).files}

    assert files["helper.py"].before is None
    assert files["helper.py"].after == "VALUE = 1\n"


def test_approving_the_change_is_one_step_and_undo_shows_it_again(services, actor, changed):
    approve(services, actor, changed.id, changed.code_version)
    assert not find_job(services, changed.id).is_changed_since_review

    undo_edit(services, actor)

    assert find_job(services, changed.id).is_changed_since_review
    assert code_changes(services, changed.id).files[0].before == HEAD + PLAIN


def test_only_the_code_that_was_shown_is_approved(services, actor, changed, write_job):
    write_job("mod", PLAIN.replace("return 1", "return 3"))
    refresh(services)

    with pytest.raises(Outdated, match="changed again"):
        approve(services, actor, changed.id, changed.code_version)


def test_files_that_are_too_large_are_not_kept_and_it_is_said(
    services, actor, one, write_job, monkeypatch
):
    disable(services, actor, [one.id])
    monkeypatch.setattr(reviews, "TEXT_LIMIT", 20)
    enable(services, actor, [one.id])
    write_job("mod", CHANGED)
    refresh(services)

    found = code_changes(services, one.id)

    assert found.files == ()
    assert "larger than" in found.note


def test_a_file_that_changed_before_the_refresh_is_not_taken_for_the_reviewed_one(
    services, actor, one, write_job
):
    write_job("mod", CHANGED)  # saved, not looked at yet
    enable(services, actor, [one.id])
    refresh(services)

    found = code_changes(services, one.id)

    assert found.files == ()
    assert "had changed on the disk" in found.note
