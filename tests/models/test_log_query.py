"""The language of the log's search field."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.log_oracle import written

from jobdesk.errors import Refused
from jobdesk.models.log_query import (
    AllOf,
    LevelFrom,
    Not,
    OneOf,
    Pattern,
    Text,
    exact_term,
    narrowed,
    parse,
    positive_terms,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("   ", None),
        ("door", Text("door")),
        ("last backup", AllOf((Text("last"), Text("backup")))),
        ('"last backup"', Text("last backup")),
        (r'"a \"b\" c:\\d"', Text(r'a "b" c:\d')),
        ("a and b or c", OneOf((AllOf((Text("a"), Text("b"))), Text("c")))),
        ("a (b OR c)", AllOf((Text("a"), OneOf((Text("b"), Text("c")))))),
        ("not a", Not(Text("a"))),
        ("-a b", AllOf((Not(Text("a")), Text("b")))),
        ("--a", Text("a")),
        ("not(a b)", Not(AllOf((Text("a"), Text("b"))))),
        ("a - b", AllOf((Text("a"), Text("-"), Text("b")))),
        ("open(x) run()", AllOf((Text("open(x)"), Text("run()")))),
        ("(open(x))", Text("open(x)")),
        ("/a b+/", Pattern("a b+")),
        (r"/a\/b/ c", AllOf((Pattern("a/b"), Text("c")))),
        ("/var/log/syslog", Text("/var/log/syslog")),
        ("-/x$/", Not(Pattern("x$"))),
        ("level:Warning", LevelFrom("warning")),
        ("group:connect", Text("connect", "grouping")),
        ('object:="ber acc"', Text("ber acc", "object", exact=True)),
        ("message:/x/", Pattern("x", "message")),
        ("port:3 http://x/y", AllOf((Text("port:3"), Text("http://x/y")))),
        ("android", Text("android")),
        ('"and"', Text("and")),
    ],
)
def test_a_query_is_read(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"open', "position 1"),
        ('""', "missing"),
        ("(a", "no closing"),
        ("a)", "no opening"),
        ("()", "missing"),
        ("or a", "Before “or”"),
        ("a or", "missing"),
        ("not", "missing"),
        ("level:loud", "“loud” is no level"),
        ("group:", "After “group:”"),
        ("(" * 40 + "a" + ")" * 40, "At most 20"),
        ("a " * 101, "at most 100"),
    ],
)
def test_a_wrong_query_is_told_in_a_sentence(text, words):
    with pytest.raises(Refused, match=words) as told:
        parse(text)

    assert str(told.value).endswith(".")


texts = st.text(alphabet='ab "\\/()-:or', min_size=1, max_size=6)
columns = st.sampled_from(["", "grouping", "object", "message"])
leaves = st.one_of(
    st.builds(Text, texts, columns),
    st.builds(Text, texts, st.sampled_from(["grouping", "object"]), st.just(True)),
    st.builds(Pattern, st.sampled_from(["a", "a b", "a|b", "(x)", r"\d+ or"]), columns),
    st.builds(LevelFrom, st.sampled_from(["debug", "warning", "error"])),
)


def _no_double_not(part):
    return part.part if isinstance(part, Not) else Not(part)


def _joined(kind):
    def build(parts):
        return kind(tuple(parts))

    return build


trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(_no_double_not),
        st.lists(inner, min_size=2, max_size=3).map(_joined(AllOf)),
        st.lists(inner, min_size=2, max_size=3).map(_joined(OneOf)),
    ),
    max_leaves=8,
)


@given(trees)
def test_what_is_written_is_read_back(tree):
    text = written(tree)
    if isinstance(tree, Text) and tree.exact:
        assert text.count(":=") == 1

    assert parse(text) == tree


@given(st.text(alphabet='ab "\\/()-:=|orndt level group', max_size=30))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(Refused):
        parse(text)


@given(st.text(min_size=1, max_size=8), st.booleans())
def test_the_term_for_one_object_means_just_its_name(name, is_excluded):
    tree = parse(exact_term("object", name, is_excluded=is_excluded))

    exact = Text(name, "object", exact=True)
    assert tree == (Not(exact) if is_excluded else exact)


def test_a_query_is_narrowed_to_one_object_or_without_it():
    assert narrowed("", "object", "sw-1") == 'object:="sw-1"'
    assert narrowed("a b", "object", "sw-1") == 'a b object:="sw-1"'
    assert narrowed("a or b", "group", "x y") == '(a or b) group:="x y"'
    assert narrowed('a object:="sw-1"', "object", "sw-2") == 'a object:="sw-2"'
    assert narrowed('-object:="sw-1"', "object", "sw-2") == '-object:="sw-1" object:="sw-2"'

    without = narrowed("a", "object", 'sw "1"', is_excluded=True)
    assert without == r'a -object:="sw \"1\""'
    assert narrowed(without, "object", 'sw "1"', is_excluded=True) == without


def test_what_is_excluded_is_not_marked():
    tree = parse("a (b or /c/) -d not (e f)")

    assert list(positive_terms(tree)) == [Text("a"), Text("b"), Pattern("c")]
