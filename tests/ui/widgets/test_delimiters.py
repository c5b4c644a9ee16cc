import pytest

from jobdesk.ui.widgets.delimiters import Delimiter, delimiter_of


@pytest.mark.parametrize(
    ("text", "sign", "has_space"),
    [
        ("a,b\n1,2\n", ",", False),
        ("a;b;c\n1,5;2;3\n", ";", False),
        ("a\tb\n1,2\t3\n", "\t", False),
        ("a|b\n1|2\n", "|", False),
        ("a, b\n1, 2\n", ",", True),
        ('"a, b";c\n1;2\n', ";", False),
        ("one\ntwo\n", ",", False),
        ("", ",", False),
        ("\n\n", ",", False),
        ("a;b\n1;2;3\n", ";", False),
    ],
)
def test_the_sign_that_parts_all_rows_alike_is_found(text, sign, has_space):
    assert delimiter_of(text) == Delimiter(sign, has_space)


def test_the_usual_one_stands_where_nothing_is_seen():
    assert delimiter_of("one\n", "\t") == Delimiter("\t")
    assert delimiter_of("a\tb,c\n", "\t").sign == "\t"


def test_a_last_line_that_is_cut_off_does_not_count():
    assert delimiter_of("a;b;c\n" * 1000).sign == ";"


@pytest.mark.parametrize("text", ['"' * 5000, '\n"' * 2500, ',"a' * 2000, "\0;" * 3000])
def test_no_text_breaks_it(text):
    assert delimiter_of(text).sign in ",;\t|"
