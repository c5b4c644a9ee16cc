import pytest


@pytest.fixture
def ann(users):
    return users.ensure_superuser("ann").id


@pytest.mark.parametrize("value", [{"a": [1, None]}, [], 0, False, "", 1.5])
def test_what_is_put_comes_back(kept, ann, value):
    kept.put(ann, "draft", "job-1", value)

    assert kept.get(ann, "draft", "job-1") == value


def test_a_second_value_replaces_the_first(kept, ann):
    kept.put(ann, "draft", "job-1", {"a": 1})
    kept.put(ann, "draft", "job-1", {"a": 2})

    assert kept.all(ann, "draft") == {"job-1": {"a": 2}}


def test_people_and_kinds_do_not_mix(kept, ann, users):
    bob = users.ensure_superuser("bob").id
    kept.put(ann, "draft", "job-1", 1)

    assert kept.get(bob, "draft", "job-1") is None
    assert kept.all(ann, "preset") == {}


def test_what_was_put_last_comes_first(kept, ann):
    for key in ("b", "c", "a", "b"):
        kept.put(ann, "recent", key, 1)

    assert list(kept.all(ann, "recent")) == ["b", "a", "c"]


def test_nothing_forgets(kept, ann):
    kept.put(ann, "draft", "job-1", 1)

    kept.put(ann, "draft", "job-1", None)
    kept.forget(ann, "draft", "never there")

    assert kept.get(ann, "draft", "job-1") is None


def test_many_values_are_put_at_once_and_replace_others(kept, ann):
    kept.put(ann, "draft", "a", 1)
    kept.put_all(ann, "draft", {"a": {"x": 2}, "b": 3, "c": 4})
    kept.put_all(ann, "draft", {"c": None, "never there": None})
    kept.put_all(ann, "draft", {})

    assert kept.all(ann, "draft") == {"a": {"x": 2}, "b": 3}
