"""What holds for every variable and any JSON value."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobdesk.errors import VariableError
from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    DateTimeVar,
    DateVar,
    DirectoryVar,
    DryRunVar,
    FileVar,
    FloatVar,
    IntegerVar,
    IPAddressVar,
    IPAddressWithMaskVar,
    IPNetworkVar,
    JSONVar,
    MultiChoiceVar,
    MultiObjectVar,
    ObjectVar,
    PasswordVar,
    StringVar,
    TextVar,
)
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.variables.base import KNOWN_TYPES

SIDES = [("n", "North"), (1, "One"), ("Group", [("s", "South")])]


class Samples:
    """At least one variable of each type."""

    boolean = BooleanVar(default=True)
    choice = ChoiceVar(SIDES, required=False)
    day = DateVar(required=False)
    moment = DateTimeVar()
    folder = DirectoryVar()
    dryrun = DryRunVar()
    file = FileVar(extensions=["txt"], max_size=10)
    number = FloatVar(min_value=0, max_value=1e6)
    integer = IntegerVar(min_value=-5, required=False)
    any_integer = IntegerVar()
    address = IPAddressVar(required=False)
    masked = IPAddressWithMaskVar()
    network = IPNetworkVar(max_prefix_length=24)
    document = JSONVar(required=False)
    choices = MultiChoiceVar(SIDES, required=False)
    objects = MultiObjectVar("dcim.Device", required=False)
    object = ObjectVar("dcim.Device", null_option="none")
    password = PasswordVar(required=False)
    text = StringVar(min_length=1, max_length=20, regex="[^x]", required=False)
    whole = StringVar(regex="[a-z]*", fullmatch=True)
    lines = TextVar(default="one")


VARIABLES = {name: value for name, value in vars(Samples).items() if hasattr(value, "parse")}

SPECIAL = st.sampled_from(
    [
        "n",
        "1",
        "s",
        "null",
        "true",
        "2026-02-28",
        "2026-02-28T12:00:00Z",
        "10.0.0.1",
        "10.0.0.0/8",
        "::/0",
        "5.0",
        "-3",
        "1e400",
        "[]",
        '""',
        "{",
        "/",
        "/tmp",
        "",
        " ",
        "\x00",
        "�",
        "NaN",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59",
        "2026-02-28T12:00:00+23:59",
        "[" * 5000,
    ]
)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=15) | SPECIAL
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4) | st.just("path"), inner, max_size=3)
    ),
    max_leaves=8,
)


def outcome(variable, raw):
    """The value as it is stored, or the refusal."""
    try:
        return ("value", variable.serialize(variable.parse(raw)))
    except VariableError as refusal:
        return ("refused", str(refusal))


def test_every_type_is_among_the_samples():
    assert {variable.type_name for variable in VARIABLES.values()} == set(KNOWN_TYPES)


@pytest.mark.parametrize("name", VARIABLES)
@settings(max_examples=60, deadline=None)
@given(VALUES)
@example(1 << 20_000)
@example([[[[]]]])
def test_any_value_gives_a_value_or_a_sentence(name, raw):
    kind, kept = outcome(VARIABLES[name], raw)

    if kind == "refused":
        assert kept.strip()
        assert kept[0].isupper() or kept[0] in "'\""
    else:
        json.dumps(kept, allow_nan=False, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("name", VARIABLES)
@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_a_variable_built_from_its_description_decides_alike(name, raw):
    entry = json.loads(json.dumps(VARIABLES[name].describe(), allow_nan=False))
    again = variables_from([entry])[name]

    assert outcome(again, raw) == outcome(VARIABLES[name], raw)
    assert again.describe() == VARIABLES[name].describe()
    assert again.raw_default() == VARIABLES[name].raw_default()


@pytest.mark.parametrize("name", [name for name in VARIABLES if name != "file"])
@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_what_is_stored_is_parsed_to_the_same(name, raw):
    variable = VARIABLES[name]
    try:
        value = variable.parse(raw)
    except VariableError:
        return
    stored = json.loads(json.dumps(variable.to_wire(value)))

    if variable.is_empty(stored):
        assert value == variable.empty
    else:
        assert variable.parse(stored) == value
