import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import BooleanVar, DryRunVar, FloatVar, IntegerVar


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (5, 5),
        ("5", 5),
        ("5.0", 5),
        (5.0, 5),
        (" 7 ", 7),
        ("+8", 8),
        ("-0", 0),
        (-12345678901234567890, -12345678901234567890),
        (0, 0),
    ],
)
def test_a_whole_number(raw, value):
    parsed = IntegerVar().parse(raw)

    assert parsed == value
    assert type(parsed) is int


@pytest.mark.parametrize(
    "raw",
    [
        "abc",
        "5.5",
        5.5,
        "1e3",
        "1e400",
        "1_000",
        "0x10",
        True,
        [1],
        {"a": 1},
        "--1",
        "9" * 5000,
        float("inf"),
        float("nan"),
    ],
)
def test_no_whole_number(raw):
    with pytest.raises(VariableError, match="whole number"):
        IntegerVar().parse(raw)


@pytest.mark.parametrize(
    ("variable", "raw", "limit"),
    [
        (IntegerVar(max_value=5), 6, "5"),
        (IntegerVar(min_value=-5), -6, "-5"),
        (IntegerVar(min_value=0), -1, "0"),
        (IntegerVar(max_value=0), 1, "0"),
        (FloatVar(min_value=0), -0.1, "0"),
        (FloatVar(max_value=1), "1.5", "1"),
    ],
)
def test_a_limit_counts_also_when_it_is_zero(variable, raw, limit):
    with pytest.raises(VariableError, match=limit):
        variable.parse(raw)


@pytest.mark.parametrize("raw", [-5, 5, 0])
def test_the_limits_themselves_are_inside(raw):
    assert IntegerVar(min_value=-5, max_value=5).parse(raw) == raw


def test_an_integer_beyond_all_text_is_refused():
    with pytest.raises(VariableError, match="too large"):
        IntegerVar().parse(1 << 20_000)


@pytest.mark.parametrize(
    ("raw", "value"), [("0.25", 0.25), (1, 1.0), (" 1e3 ", 1000.0), ("-.5", -0.5), (0, 0.0)]
)
def test_a_number(raw, value):
    parsed = FloatVar().parse(raw)

    assert parsed == value
    assert type(parsed) is float


@pytest.mark.parametrize(
    "raw", ["much", "nan", "inf", "-Infinity", "1e999", float("nan"), True, [], "1_0", 10**400]
)
def test_no_number(raw):
    with pytest.raises(VariableError):
        FloatVar().parse(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (True, True),
        (False, False),
        ("true", True),
        ("FALSE", False),
        (" yes ", True),
        ("no", False),
        ("on", True),
        ("off", False),
        ("1", True),
        ("0", False),
        (1, True),
        (0, False),
    ],
)
def test_a_switch_understands_words(raw, value):
    assert BooleanVar().parse(raw) is value


@pytest.mark.parametrize("raw", ["perhaps", 2, 0.5, [], {}, ["true"]])
def test_a_switch_is_on_or_off(raw):
    with pytest.raises(VariableError, match="true or false"):
        BooleanVar().parse(raw)


def test_a_switch_is_never_required():
    variable = BooleanVar(required=True)

    assert variable.required is False
    assert variable.parse(None) is False


def test_numbers_that_are_not_given_are_none():
    assert IntegerVar(required=False).parse("") is None
    assert FloatVar(required=False).parse(None) is None


def test_a_dry_run_has_no_default_of_its_own():
    variable = DryRunVar(default=True)

    assert variable.describe()["default"] is False
    assert variable.describe()["description"]


def test_a_dry_run_keeps_the_authors_description():
    assert DryRunVar(description="Look only").description == "Look only"
