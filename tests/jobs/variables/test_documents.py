import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import JSONVar


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"a": [1, None, {"ü": True}]}, {"a": [1, None, {"ü": True}]}),
        ([1, 2], [1, 2]),
        ('{"from": "text"}', {"from": "text"}),
        ({}, {}),
        ([], []),
        (5, 5),
        (0, 0),
        (False, False),
        ("false", False),
        ('""', ""),
        ('"text"', "text"),
        (" [1]\n", [1]),
    ],
)
def test_a_document(raw, value):
    parsed = JSONVar().parse(raw)

    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize("value", ["", "text", {}, [], 0, False, {"a": "b"}])
def test_what_is_stored_is_read_the_same_again(value):
    variable = JSONVar()

    assert variable.parse(variable.serialize(value)) == value


@pytest.mark.parametrize(
    "raw",
    [
        "{broken",
        "NaN",
        '{"a": Infinity}',
        float("nan"),
        {"a": float("inf")},
        "text",
        {1, 2},
        "[" * 100000,
        "9" * 5000,
        '"\\ud800"',
        object(),
    ],
    ids=lambda raw: str(raw)[:12],
)
def test_no_document(raw):
    with pytest.raises(VariableError, match="JSON"):
        JSONVar().parse(raw)


@pytest.mark.parametrize("raw", [None, "", "  ", "null", " null "])
def test_null_is_nothing(raw):
    assert JSONVar(required=False).parse(raw) is None
    with pytest.raises(VariableError, match="required"):
        JSONVar().parse(raw)


def test_a_default_is_a_value_not_text_to_be_read():
    assert JSONVar(default="word").raw_default() == '"word"'
    assert JSONVar(default={"b": 1, "a": [2]}).describe()["default"] == {"b": 1, "a": [2]}
