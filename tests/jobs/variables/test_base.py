import json

import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import ChoiceVar, IntegerVar, StringVar
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.variables.base import Variable


class Positive(IntegerVar):
    """An author's own kind."""

    def convert(self, raw):
        value = super().convert(raw)
        if value <= 0:
            raise VariableError("Must be positive.")
        return value


class Holder:
    some_thing = StringVar()
    called = StringVar(label="IP of the thing", description="Help", default="x", required=False)
    own = Positive(min_value=-9)
    seen = StringVar(visible_if={"called": ["x", "y"]}, widget=object())
    secret = StringVar(sensitive=True, default="hush")


def test_every_variable_is_described_alike():
    assert Holder.some_thing.describe() == {
        "name": "some_thing",
        "type": "StringVar",
        "label": "Some thing",
        "description": "",
        "required": True,
        "default": None,
        "sensitive": False,
    }


def test_what_the_author_says_is_described():
    described = Holder.called.describe()

    assert described["label"] == "IP of the thing"
    assert described["description"] == "Help"
    assert described["default"] == "x"
    assert described["required"] is False


def test_visible_if_is_described():
    assert Holder.seen.describe()["visible_if"] == {"called": ["x", "y"]}


def test_a_kind_of_the_authors_own_is_handled_as_the_nearest_known_one():
    described = Holder.own.describe()
    again = variables_from([described])["own"]

    assert (described["type"], described["base_type"]) == ("Positive", "IntegerVar")
    assert isinstance(again, IntegerVar)
    assert again.parse(-3) == -3
    assert again.describe() == described
    with pytest.raises(VariableError):
        Holder.own.parse(-3)


def test_an_unknown_kind_takes_anything():
    described = {"name": "odd", "type": "OddVar", "base_type": "OtherVar"}

    assert variables_from([described])["odd"].parse({"a": 1}) == {"a": 1}


def test_a_secret_default_does_not_leave_the_code():
    described = Holder.secret.describe()

    assert "hush" not in str(described)
    assert variables_from([described])["secret"].default_is_in_code is True


def test_a_variable_shared_by_two_names_has_both():
    shared = ChoiceVar(choices=["a"])

    class One:
        first = shared

    class Two:
        second = shared

    assert One.first.named("first").label == "First"
    assert Two.second.named("second").describe()["label"] == "Second"


class Inert(type):
    """Stands for a name that JobDesk does not have: every attribute is another one."""

    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Inert(name, (), {})


def test_options_of_any_kind_are_described_as_plain_json():
    inert = Inert("Inert", (), {})
    described = StringVar(default=[inert], visible_if={"a": inert.b}).describe()

    assert described == json.loads(json.dumps(described))
    assert described["default"][0].endswith(".Inert")


def test_unknown_options_are_an_error_of_the_file():
    with pytest.raises(TypeError):
        StringVar(max_lenght=3)


def test_the_base_class_takes_any_value():
    assert Variable(required=False).parse(None) is None
    assert Variable().parse({"a": 1}) == {"a": 1}
