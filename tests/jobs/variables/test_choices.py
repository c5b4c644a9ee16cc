import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import ChoiceVar, MultiChoiceVar

SIDES = (("n", "North"), ("s", "South"), ("e", "East"))
GROUPS = [("Cold", [("n", "North")]), ("Warm", [("s", "South"), ("e", "East")])]


@pytest.mark.parametrize(
    ("choices", "raw", "value"),
    [
        (SIDES, "n", "n"),
        ([(1, "One"), (2, "Two")], "1", "1"),
        ([(1, "One"), (2, "Two")], 2, "2"),
        (GROUPS, "e", "e"),
        (lambda: [("d1", "One"), ("d2", "Two")], "d2", "d2"),
        ([("ü,x", "Comma"), ("a b", "Blank")], "ü,x", "ü,x"),
        ({"n": "North"}, "n", "n"),
        (["lone", "ab"], "ab", "ab"),
    ],
)
def test_a_choice_comes_back_as_text(choices, raw, value):
    assert ChoiceVar(choices=choices).parse(raw) == value


@pytest.mark.parametrize("raw", ["west", "North", "Cold", "N", " n", 3, True, ["n"], {"n": 1}])
def test_what_is_not_offered_is_refused_and_echoed(raw):
    with pytest.raises(VariableError, match="choice") as refusal:
        ChoiceVar(choices=GROUPS).parse(raw)

    assert str(raw) in str(refusal.value)


def test_choices_are_described_as_lists():
    assert ChoiceVar(SIDES).describe()["choices"] == [
        ["n", "North"],
        ["s", "South"],
        ["e", "East"],
    ]
    assert ChoiceVar(GROUPS).describe()["choices"] == [
        ["Cold", [["n", "North"]]],
        ["Warm", [["s", "South"], ["e", "East"]]],
    ]


def test_a_callable_is_asked_each_time():
    offered = [("a", "A")]
    variable = ChoiceVar(choices=lambda: offered)
    offered.append(("b", "B"))

    assert variable.parse("b") == "b"
    assert variable.describe()["dynamic"] is True
    assert "dynamic" not in ChoiceVar(SIDES).describe()


def test_a_failing_callable_is_told_in_words():
    def broken():
        raise RuntimeError("no inventory")

    with pytest.raises(VariableError, match="no inventory"):
        ChoiceVar(choices=broken).parse("x")


@pytest.mark.parametrize("raw", [None, ""])
def test_no_choice_at_all(raw):
    assert ChoiceVar(SIDES, required=False).parse(raw) == ""
    with pytest.raises(VariableError, match="required"):
        ChoiceVar(SIDES).parse(raw)


def test_several_choices_keep_their_order():
    assert MultiChoiceVar(SIDES).parse(["e", "n"]) == ["e", "n"]
    assert MultiChoiceVar([(1, "One"), (2, "Two")]).parse([2]) == ["2"]


@pytest.mark.parametrize("raw", [["n", "west"], [["n"]], [None]])
def test_one_wrong_choice_spoils_the_list(raw):
    with pytest.raises(VariableError, match="choice"):
        MultiChoiceVar(SIDES).parse(raw)


@pytest.mark.parametrize("raw", [{"n": 1}, "n", 1, True])
def test_several_choices_are_a_list(raw):
    with pytest.raises(VariableError, match="list"):
        MultiChoiceVar(SIDES).parse(raw)


@pytest.mark.parametrize("raw", [None, "", []])
def test_none_of_several_choices(raw):
    assert MultiChoiceVar(SIDES, required=False).parse(raw) == []
    with pytest.raises(VariableError, match="required"):
        MultiChoiceVar(SIDES).parse(raw)


def test_a_default_of_the_wrong_kind_is_text_in_the_description():
    assert ChoiceVar([(1, "One")], default=1).describe()["default"] == "1"
    assert MultiChoiceVar([(1, "One")], default=(1,)).describe()["default"] == ["1"]
