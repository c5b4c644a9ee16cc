import json

import pytest

from jobdesk.errors import InputErrors
from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    DryRunVar,
    FileVar,
    IntegerVar,
    IPAddressVar,
    Job,
    JSONVar,
    MultiChoiceVar,
    PasswordVar,
    StringVar,
)
from jobdesk.jobs.declaration import in_form_order, variables_of
from jobdesk.jobs.description import variables_from
from jobdesk.jobs.inputs import clean_inputs, secret_values


class Everything(Job):
    text = StringVar(default="from default")
    number = IntegerVar(default=7, max_value=9)
    flag = BooleanVar(default=True)
    empty = StringVar(required=False)
    address = IPAddressVar(default="192.0.2.1")
    many = MultiChoiceVar(choices="ab", default=["b"])


class Secretive(Job):
    public = StringVar()
    token = StringVar(sensitive=True)
    key = PasswordVar(required=False, default="built in")


class Conditional(Job):
    detail = StringVar(visible_if={"mode": ["full", "deep"]})
    mode = ChoiceVar(choices=["full", "deep", "short"], default="short")
    number = IntegerVar(default=3, visible_if={"detail": "x"})


class Dry(Job):
    dryrun = DryRunVar()
    rehearsal = DryRunVar()


@pytest.fixture(params=["class", "description"])
def variables_by(request):
    """Variables of a class as the worker has them, and as form and command line have them."""

    def make(cls):
        own = variables_of(cls)
        if request.param == "class":
            return own
        entries = [variable.describe() for variable in in_form_order(cls).values()]
        return variables_from(json.loads(json.dumps(entries)))

    return make


def refusals(variables, raw):
    with pytest.raises(InputErrors) as refused:
        clean_inputs(variables, raw)
    return refused.value.fields


def test_defaults_apply_where_nothing_is_given(variables_by):
    clean = clean_inputs(variables_by(Everything), {})

    assert clean.values["text"] == "from default"
    assert str(clean.values["address"]) == "192.0.2.1"
    assert (
        clean.wire
        == clean.stored
        == {
            "text": "from default",
            "number": 7,
            "flag": True,
            "empty": "",
            "address": "192.0.2.1",
            "many": ["b"],
        }
    )


def test_given_values_beat_defaults_also_false_ones(variables_by):
    given = {"text": "x", "number": 0, "flag": False, "empty": "e", "many": ["a"]}

    assert clean_inputs(variables_by(Everything), given).stored == given | {
        "address": "192.0.2.1"
    }


def test_null_is_no_request_for_the_default(variables_by):
    assert refusals(variables_by(Everything), {"text": None}) == {
        "text": ["This field is required."]
    }
    assert clean_inputs(variables_by(Everything), {"flag": None}).values["flag"] is False


def test_every_wrong_field_is_told_at_once(variables_by):
    told = refusals(variables_by(Everything), {"number": 10, "address": "x", "nmber": 1})

    assert set(told) == {"number", "address", "nmber"}
    assert "9" in told["number"][0]
    assert "Did you mean number?" in told["nmber"][0]


@pytest.mark.parametrize("raw", [None, [], "text", 5])
def test_inputs_are_an_object(raw):
    assert "data" in refusals(variables_of(Everything), raw)


def test_what_the_worker_gets_is_cleaned_to_the_same(variables_by):
    first = clean_inputs(variables_by(Everything), {"number": "5.0"})

    assert clean_inputs(variables_of(Everything), first.wire).values == first.values


def test_secrets_are_masked_where_inputs_are_kept(variables_by):
    clean = clean_inputs(variables_by(Secretive), {"public": "seen", "token": "hidden one"})

    assert clean.stored == {"public": "seen", "token": "********", "key": "********"}
    assert clean.wire["token"] == "hidden one"


def test_a_secret_default_is_applied_by_the_worker_only():
    entries = [variable.describe() for variable in variables_of(Secretive).values()]

    on_host = clean_inputs(variables_from(entries), {"public": "p", "token": "tttt"})

    assert "key" not in on_host.wire
    assert clean_inputs(variables_of(Secretive), on_host.wire).values["key"] == "built in"


def test_secret_values_are_all_texts_that_can_be_replaced():
    class Deep(Job):
        document = JSONVar(sensitive=True)
        short = StringVar(sensitive=True)
        plain = StringVar()

    document = {"a": ["deep secret", 12345, True], "b": {"c": "tiny secret"}}
    values = {"document": document, "short": "abc", "plain": "not secret"}

    assert secret_values(variables_of(Deep), values) == ["12345", "deep secret", "tiny secret"]
    assert secret_values(variables_of(Deep), {}) == []


@pytest.mark.parametrize("default", [True, False])
def test_the_dry_run_starts_as_it_is_set(variables_by, default):
    clean = clean_inputs(variables_by(Dry), {}, dryrun_default=default)

    assert clean.values == {"dryrun": default, "rehearsal": False}
    given = clean_inputs(variables_by(Dry), {"dryrun": not default}, dryrun_default=default)
    assert given.values["dryrun"] is not default


def test_a_field_that_the_form_hides_is_not_asked_for(variables_by):
    clean = clean_inputs(variables_by(Conditional), {})

    assert clean.values == {"detail": "", "mode": "short", "number": 3}


def test_a_field_that_the_form_shows_is(variables_by):
    assert set(refusals(variables_by(Conditional), {"mode": "deep"})) == {"detail"}
    assert clean_inputs(variables_by(Conditional), {"mode": "full", "detail": "x"}).values == {
        "detail": "x",
        "mode": "full",
        "number": 3,
    }


def test_files_travel_with_their_place_and_are_kept_without(tmp_path):
    class Reads(Job):
        upload = FileVar()

    (tmp_path / "a.txt").write_bytes(b"body")
    clean = clean_inputs(variables_of(Reads), {"upload": str(tmp_path / "a.txt")})
    again = clean_inputs(variables_of(Reads), json.loads(json.dumps(clean.wire)))

    assert clean.stored["upload"].keys() == {"name", "size", "sha256"}
    assert again.wire == clean.wire
    with again.values["upload"] as file:
        assert file.read() == b"body"


def test_a_kept_file_is_asked_for_again(tmp_path):
    class Reads(Job):
        upload = FileVar()

    told = refusals(variables_of(Reads), {"upload": {"name": "a", "size": 1, "sha256": "x"}})

    assert "again" in told["upload"][0]
