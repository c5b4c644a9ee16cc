"""The language of the filter line."""

import pytest

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Kind, KindShape
from jobdesk.ui.inventory.terms import Term, parameters, problem_of, read_terms, text_of

SHAPE = KindShape(
    Kind("dcim.device", "device", "Devices"),
    (
        FieldInfo("name", "Name", FieldType.TEXT),
        FieldInfo("status", "Status", FieldType.REFERENCE, related="extras.status"),
        FieldInfo("position", "Position", FieldType.INTEGER),
    ),
    ("name",),
    frozenset({"name"}),
    "name",
    frozenset(
        ("q", "name", "name__ic", "name__nic", "name__n", "status", "status__n", "position")
    )
    | {"position__gt", "has_interfaces"},
)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("core", (("q", "core"),)),
        ('"two words"', (("q", "two words"),)),
        ("name:core", (("name__ic", "core"),)),
        ("name=core-1", (("name", "core-1"),)),
        ("name~core", (("name__ic", "core"),)),
        ("name:!core", (("name__nic", "core"),)),
        ("status:Active", (("status", "Active"),)),
        ("status:!Active", (("status__n", "Active"),)),
        ("status~act", (("status__has", "act"),)),
        ('status:"End of life"', (("status", "End of life"),)),
        ("position>3", (("position__gt", "3"),)),
        ("?name__ic=a&status=Active", (("name__ic", "a"), ("status", "Active"))),
        ("status:Active core", (("status", "Active"), ("q", "core"))),
    ],
)
def test_what_is_typed_stands_for_parameters(typed, asked):
    terms = read_terms(typed)

    assert parameters(terms, SHAPE) == asked
    assert not any(problem_of(term, SHAPE) for term in terms)


def test_terms_come_back_from_their_text():
    terms = [Term("status", ":!", "End of life"), Term("", "", "core"), Term("name", "~", "a")]

    assert read_terms(text_of(terms)) == terms


def test_a_key_that_means_nothing_is_told_with_the_one_that_is_meant():
    assert problem_of(Term("staus", ":", "Active"), SHAPE) == (
        "No filter staus for devices. Is status meant?"
    )
    assert problem_of(Term("status", ">", "3"), SHAPE) == "status cannot be compared by >."


def test_a_term_without_a_value_asks_for_one():
    assert problem_of(Term("status", ":", ""), SHAPE) == "What should status be?"
