"""JSON as a tree that is made where somebody looks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobdesk.ui.runs.values.json_nodes import (
    SPAN,
    JsonTree,
    copy_text,
    find_paths,
    path_words,
    value_words,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


def value_at(value, path):
    for key in path:
        value = value[key]
    return value


@settings(max_examples=60)
@given(VALUES)
def test_every_value_is_found_by_its_path(value):
    tree = JsonTree(value)

    for path in find_paths(value, "", 1000):
        node = tree.find(path)
        assert node.path == path
        assert node.value == value_at(value, path)


@pytest.mark.parametrize("size", [SPAN, SPAN + 1, 2_500])
def test_a_long_list_is_split_and_nothing_is_lost(size):
    tree = JsonTree(list(range(size)))

    rows = tree.children(tree.root)
    leaves = [leaf for row in rows for leaf in (tree.children(row) if row.is_span else [row])]

    assert len(rows) == tree.root.child_count <= SPAN
    assert [leaf.value for leaf in leaves] == list(range(size))
    assert tree.find((size - 1,)).value == size - 1


def test_more_than_a_million_entries_are_split_twice():
    value = [0] * 1_200_000
    value[-1] = 7
    tree = JsonTree(value)

    assert tree.root.child_count == 2
    assert tree.find((1_199_999,)).value == 7


def test_a_long_object_is_split_by_place():
    value = {f"key {at}": at for at in range(1500)}
    tree = JsonTree(value)

    assert [node.key for node in tree.children(tree.root)] == ["0 … 999", "1,000 … 1,499"]
    assert tree.find(("key 1200",)).path == ("key 1200",)


def test_only_what_is_looked_at_is_made():
    tree = JsonTree([[at] * 1000 for at in range(1000)])

    tree.children(tree.root)

    assert len(tree._nodes) == 1001


def test_a_path_that_leads_nowhere_is_none():
    assert JsonTree({"a": [1]}).find(("a", 3)) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), ""),
        (("devices", 3, "name"), "devices[3].name"),
        (("a b", 'c"'), '["a b"]["c\\""]'),
    ],
)
def test_a_path_is_written_as_a_person_would(path, said):
    assert path_words(path) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": 1}, "1 key"),
        ([1, 2], "2 items"),
        ("a\n", '"a\\n"'),
        (None, "null"),
        (True, "true"),
    ],
)
def test_a_value_is_said_in_a_row(value, said):
    assert value_words(value) == said


def test_a_long_text_is_cut_in_its_row():
    assert value_words("x" * 1000).endswith('" … 1,000 characters')


def test_a_search_looks_in_keys_and_values():
    value = {"Alpha": {"name": "x"}, "b": ["alphabet", 12]}

    assert find_paths(value, "alpha", 10) == [("Alpha",), ("b", 0)]
    assert find_paths(value, "12", 10) == [("b", 1)]
    assert find_paths(value, "a", 1) == [("Alpha",)]


def test_a_deep_value_needs_no_deep_stack():
    value = []
    for _ in range(5000):
        value = [value]

    assert len(find_paths(value, "0", 10_000)) == 5000


def test_a_text_is_copied_as_it_is():
    assert copy_text("a\nb") == "a\nb"
    assert copy_text({"ä": 1}) == '{\n  "ä": 1\n}'
