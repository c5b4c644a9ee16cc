from tests.support.job_records import make_error, make_job

from jobdesk.ui.icons import glyph
from jobdesk.ui.jobs.flags import flags_of


def words(**changes):
    return [flag.word for flag in flags_of(make_job(1, **changes))]


def test_the_most_pressing_flag_comes_first():
    found = words(error=make_error(), supports_dryrun=True, overrides=("name",))

    assert found == ["Broken", "Dry run", "Overridden"]


def test_a_job_never_reviewed_asks_for_review():
    assert words(enabled=False, reviewed_version="") == ["Review"]


def test_a_job_changed_since_review_says_so():
    assert words(reviewed_version="something else") == ["Changed"]


def test_that_nobody_said_whether_inputs_are_secret_is_no_news():
    assert words() == []
    assert words(overrides=("has_sensitive_variables",)) == ["Sensitive", "Overridden"]


def test_every_flag_has_its_icon():
    every = make_job(
        1,
        installed=False,
        hidden=True,
        error=make_error(),
        is_job_hook_receiver=True,
        is_job_button_receiver=True,
        approval_required=True,
        supports_dryrun=True,
        read_only=True,
        is_singleton=True,
        time_limit=9000.0,
        overrides=("has_sensitive_variables",),
    )

    assert all(not glyph(flag.glyph).isEmpty() for flag in flags_of(every))
