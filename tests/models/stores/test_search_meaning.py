"""A search finds what Python would find, whatever is asked."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.log_oracle import holds
from tests.support.log_search import counts_of, hits
from tests.support.stores import NOON_US, make_update

from jobdesk.models.log_query import AllOf, LevelFrom, Not, OneOf, Pattern, Text
from jobdesk.models.records import LEVEL_NAMES, LEVEL_NUMBERS
from jobdesk.models.schema import copy_into
from jobdesk.models.stores.logs import LogStore
from jobdesk.models.stores.search import LogSearch


@pytest.fixture(scope="module")
def shared(tmp_path_factory, template):
    path = tmp_path_factory.mktemp("logs") / "logs.db"
    copy_into(template.logs_db, path)
    store, search = LogStore(path), LogSearch(path)
    yield store, search
    search.close()
    store.close()


_numbers = iter(range(1, 1 << 20))
words = st.text(alphabet="aAbB%_*?[]\\-ä ", max_size=4)
levels = st.sets(st.sampled_from(sorted(LEVEL_NAMES.values())), max_size=4)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(LEVEL_NAMES)), words, words, words), max_size=30),
    words,
    st.none() | levels,
    st.booleans(),
)
def test_a_search_finds_what_python_would(shared, entries, text, wanted, case_sensitive):
    store, search = shared
    no = next(_numbers)
    rows = [(NOON_US, level, group, message, obj, "") for level, group, message, obj in entries]
    store.append([make_update(no, rows, counts=counts_of(rows))])

    def matches(row):
        flags = 0 if case_sensitive else re.IGNORECASE
        found = not text or any(re.search(re.escape(text), row[at], flags) for at in (2, 3, 4))
        return found and (wanted is None or LEVEL_NAMES[row[1]] in wanted)

    expected = [seq for seq, row in enumerate(rows) if matches(row)]
    assert (
        hits(search, no=no, text=text, levels=wanted, case_sensitive=case_sensitive) == expected
    )


columns = st.sampled_from(["", "grouping", "object", "message"])
leaves = st.one_of(
    st.builds(Text, words, columns),
    st.builds(Text, words, st.sampled_from(["grouping", "object"]), st.just(True)),
    st.builds(Pattern, st.sampled_from(["a", "[ab]$", "^ä", r"\s", "a|B"]), columns),
    st.builds(LevelFrom, st.sampled_from(sorted(LEVEL_NUMBERS))),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(OneOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(LEVEL_NAMES)), words, words, words), max_size=12),
    trees,
    st.none() | levels,
    st.booleans(),
)
def test_a_query_finds_what_it_means(shared, entries, tree, wanted, case_sensitive):
    store, search = shared
    no = next(_numbers)
    rows = [(NOON_US, level, group, message, obj, "") for level, group, message, obj in entries]
    store.append([make_update(no, rows, counts=counts_of(rows))])
    lines = store.lines(no, 0, 100)

    expected = [
        line.seq
        for line in lines
        if (wanted is None or line.level in wanted) and holds(tree, line, case_sensitive)
    ]

    found = hits(search, no=no, where=tree, levels=wanted, case_sensitive=case_sensitive)
    assert found == expected
