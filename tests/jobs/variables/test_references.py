import pytest

from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    Job,
    MultiObjectVar,
    ObjectVar,
    StringVar,
)
from jobdesk.jobs.declaration import variables_of
from jobdesk.jobs.inputs import clean_inputs
from jobdesk.jobs.variables.references import referenced, resolved


class Chain(Job):
    device = ObjectVar("dcim.Device", query_params={"location": "$site", "role": "$roles"})
    site = ObjectVar("dcim.Location", query_params={"parent": "$region"})
    region = ObjectVar("dcim.Location", required=False, null_option="none")
    roles = MultiObjectVar("extras.Role", required=False)


class Lookup:
    """Finds everything; remembers what it was asked with."""

    def __init__(self):
        self.asked = {}

    def one(self, model, key, query_params):
        self.asked[key] = dict(query_params)
        return f"<{key}>"

    def several(self, model, keys, query_params):
        return [f"<{key}>" for key in keys]


@pytest.mark.parametrize(
    ("params", "values", "expected"),
    [
        ({"location": "$site"}, {"site": "k"}, {"location": "k"}),
        ({"location": "$site"}, {}, {}),
        ({"location": "$site", "status": "Active"}, {}, {"status": "Active"}),
        ({"role": "$roles"}, {"roles": ["a", "b"]}, {"role": ["a", "b"]}),
        ({"role": ["x", "$roles"]}, {"roles": ["a"]}, {"role": ["x", "a"]}),
        ({"role": ["x", "$roles"]}, {}, {"role": ["x"]}),
        ({"parent": "$region"}, {}, {}),
        ({"parent": "$needed"}, {}, {"parent": "null"}),
        ({"parent": "$region"}, {"region": "null"}, {"parent": "null"}),
        ({"has_devices": "$flag"}, {"flag": False}, {"has_devices": False}),
        ({"x": "$nobody"}, {}, {}),
        ({"status": []}, {}, {"status": []}),
        (None, {}, {}),
    ],
)
def test_what_is_sent_for_a_reference(params, values, expected):
    variables = {
        "site": StringVar(),
        "roles": MultiObjectVar("extras.Role"),
        "region": ObjectVar("dcim.Location", required=False, null_option="none"),
        "needed": ObjectVar("dcim.Location", null_option="none"),
        "flag": BooleanVar(),
    }

    assert resolved(params, variables, values.get) == expected


def test_the_fields_that_are_referred_to():
    assert referenced({"a": "$x", "b": ["$y", "$x", "z"], "c": 1}) == ["x", "y"]
    assert referenced(None) == []


def test_who_depends_on_others_is_looked_up_after_them():
    lookup = Lookup()

    clean = clean_inputs(
        variables_of(Chain),
        {"device": "d", "site": "s", "region": "r", "roles": ["a", "b"]},
        objects=lookup,
    )

    assert lookup.asked == {
        "r": {},
        "s": {"parent": "<r>"},
        "d": {"location": "<s>", "role": ["<a>", "<b>"]},
    }
    assert list(clean.values) == list(variables_of(Chain))


def test_none_on_purpose_is_kept_so_that_the_worker_sends_it_too():
    lookup = Lookup()
    raw = {"device": "d", "site": "s", "region": "null"}

    first = clean_inputs(variables_of(Chain), raw, objects=lookup)
    again = clean_inputs(variables_of(Chain), first.wire, objects=lookup)

    assert first.wire["region"] == first.stored["region"] == "null"
    assert again.values["region"] is None
    assert lookup.asked["<s>"] == {"parent": "null"}


class Circle(Job):
    a = ObjectVar("dcim.Device", query_params={"x": "$b"})
    b = ObjectVar("dcim.Device", query_params={"x": "$a"})


def test_a_circle_is_looked_up_all_the_same():
    lookup = Lookup()

    clean_inputs(variables_of(Circle), {"a": "1", "b": "2"}, objects=lookup)

    assert lookup.asked == {"2": {}, "1": {"x": "<2>"}}


class Hidden(Job):
    mode = ChoiceVar(choices="ab")
    site = ObjectVar("dcim.Location", required=False, visible_if={"mode": "a"})
    device = ObjectVar("dcim.Device", query_params={"location": "$site"})


def test_a_field_that_is_not_shown_counts_as_empty():
    lookup = Lookup()

    clean_inputs(
        variables_of(Hidden), {"mode": "b", "site": "s", "device": "d"}, objects=lookup
    )

    assert lookup.asked["d"] == {}
