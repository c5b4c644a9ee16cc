from types import SimpleNamespace

import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import MultiObjectVar, ObjectVar


class Device:
    _meta = SimpleNamespace(label="dcim.Device")

    def __init__(self, pk):
        self.pk = pk


class Lookup:
    """Finds everything, and says what it was asked for."""

    def one(self, model, key, query_params):
        return (model, key, dict(query_params))

    def several(self, model, keys, query_params):
        return (model, tuple(keys), dict(query_params))


def test_a_model_is_a_class_or_a_dotted_name():
    assert (
        ObjectVar(model=Device).model == ObjectVar(model="dcim.Device").model == "dcim.Device"
    )
    assert ObjectVar(Device).describe()["model"] == "dcim.Device"


def test_without_a_model_the_file_does_not_load():
    with pytest.raises(TypeError, match="model"):
        ObjectVar()


def test_the_old_argument_is_taken_with_a_warning():
    variable = ObjectVar(queryset=SimpleNamespace(model=Device))

    assert variable.model == "dcim.Device"
    assert "queryset" in variable.warnings[0]


def test_all_options_are_described():
    described = ObjectVar(
        model="dcim.Device",
        display_field="name",
        query_params={"location": "$location", "status": ["active"]},
        null_option="none",
    ).describe()

    assert described["display_field"] == "name"
    assert described["null_option"] == "none"
    assert described["query_params"] == {"location": "$location", "status": ["active"]}


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("abc-1", "abc-1"),
        (" x ", "x"),
        (5, 5),
        (Device("k"), "k"),
        ({"name": "r1"}, {"name": "r1"}),
    ],
)
def test_without_an_inventory_a_key_stays_a_key(raw, key):
    assert ObjectVar("dcim.Device").parse(raw) == key


def test_the_inventory_looks_it_up_with_the_filter():
    variable = ObjectVar("dcim.Device", query_params={"status": "active"})

    assert variable.parse("k", Lookup()) == ("dcim.Device", "k", {"status": "active"})


@pytest.mark.parametrize("raw", [True, ["a"], 1.5])
def test_what_is_no_key(raw):
    with pytest.raises(VariableError, match="key"):
        ObjectVar("dcim.Device").parse(raw)


def test_none_can_be_chosen_on_purpose():
    assert ObjectVar("dcim.Device", null_option="none").parse("null", Lookup()) is None
    assert ObjectVar("dcim.Device").parse("null") == "null"


def test_several_objects():
    variable = MultiObjectVar("dcim.Device")

    assert variable.parse(["a", Device("b"), 3]) == ["a", "b", 3]
    assert variable.parse(["a"], Lookup()) == ("dcim.Device", ("a",), {})


def test_none_of_several_objects_is_an_empty_query_set():
    variable = MultiObjectVar("dcim.Device", required=False)

    assert variable.parse([]) == []
    assert variable.parse(None, Lookup()) == ("dcim.Device", (), {})
    with pytest.raises(VariableError, match="required"):
        MultiObjectVar("dcim.Device").parse([])


@pytest.mark.parametrize("raw", ["a", {"name": "r1"}, 1])
def test_several_objects_are_a_list(raw):
    with pytest.raises(VariableError, match="list"):
        MultiObjectVar("dcim.Device").parse(raw)


def test_objects_are_stored_by_their_keys():
    assert ObjectVar("dcim.Device").serialize(Device("k")) == "k"
    assert MultiObjectVar("dcim.Device").serialize([Device("a"), Device(2)]) == ["a", 2]
    assert ObjectVar("dcim.Device", default=Device("k")).describe()["default"] == "k"
