import pytest

from jobdesk.errors import JobNotFound, Refused
from jobdesk.operations.labels import add_label, all_labels, clean_label, remove_label


def test_a_label_is_trimmed_and_told_to_others(services, actor, one):
    services.host.announced.clear()
    add_label(services, actor, [one.id], "  core   net ")

    assert all_labels(services) == {"core net": 1}
    assert services.host.announced == ["jobs"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("   ", "at least one"), ("x" * 51, "at most 50 characters; this has 51")],
)
def test_what_is_no_label_is_refused(text, reason):
    with pytest.raises(Refused, match=reason):
        clean_label(text)


def test_fifty_characters_are_a_label():
    assert clean_label("x" * 50 + " ") == "x" * 50


def test_a_label_that_differs_in_capitals_only_is_refused_in_words(services, actor, one):
    add_label(services, actor, [one.id], "Net")

    with pytest.raises(Refused, match="already a label “Net”"):
        add_label(services, actor, [one.id], "nET")
    add_label(services, actor, [one.id], "Net")

    assert all_labels(services) == {"Net": 1}


def test_one_unknown_job_gives_the_label_to_none(services, actor, one):
    with pytest.raises(JobNotFound):
        add_label(services, actor, [one.id, "mod.Nobody"], "net")

    assert all_labels(services) == {}


def test_a_label_is_taken_away(services, actor, one):
    add_label(services, actor, [one.id], "net")
    remove_label(services, actor, [one.id], "net")

    assert all_labels(services) == {}
