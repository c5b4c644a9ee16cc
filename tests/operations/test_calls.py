"""A form copied as command, Python, JSON or link says the same when it is read back."""

import json
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.ui.form.branch_site import record_of

from jobdesk.errors import Refused
from jobdesk.jobs import FileVar, IntegerVar, Job, MultiChoiceVar, PasswordVar, StringVar
from jobdesk.operations.calls import Call, as_command, as_json, as_link, as_python, call_of
from jobdesk.operations.pasted import read_call, windows_words

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUES = st.one_of(TEXTS, st.integers(), st.booleans(), st.none(), st.lists(TEXTS, max_size=3))
CALLS = st.builds(
    Call,
    st.just("sites.Greet"),
    st.dictionaries(NAMES, VALUES, max_size=4),
    st.dictionaries(NAMES, TEXTS.filter(bool), max_size=2),
    queue=st.sampled_from(["", "deploy"]),
    dry_run=st.booleans(),
    profile=st.booleans(),
    commit=st.sampled_from([None, True, False]),
)


class Greet(Job):
    title = StringVar()
    count = IntegerVar(default=3, required=False)
    tags = MultiChoiceVar(choices=[["a", "A"], ["b", "B"]], required=False)
    plan = FileVar(required=False)
    password = PasswordVar(label="Pass word", required=False)

    class Meta:
        has_sensitive_variables = False

    def run(self, **inputs):
        return inputs


def test_a_form_becomes_plain_values_and_secrets_stay_behind(tmp_path):
    raw = {"title": "it's", "count": "7", "tags": ["b"], "plan": "/p.csv", "password": "hush"}

    call = call_of(record_of(Greet), raw, queue="deploy")

    assert call.data == {"title": "it's", "count": 7, "tags": ["b"]}
    assert call.files == {"plan": "/p.csv"}
    assert call.left_out == ("Pass word",)
    assert call.queue == "deploy"
    for text in (
        as_command(call),
        as_python(call, tmp_path),
        as_json(call),
        as_link(call),
    ):
        assert "hush" not in text


def test_an_emptied_default_is_told_and_a_wrong_value_stays_as_typed():
    call = call_of(record_of(Greet), {"title": "", "count": "", "tags": []}, queue="default")

    assert call.data == {"count": None}
    assert call.queue == ""
    assert call_of(record_of(Greet), {"count": "many"}).data == {"count": "many"}


@given(call=CALLS)
@example(call=Call("sites.Greet", {}, {"plan": "request_run"}))
def test_a_command_line_comes_back_as_it_was(call):
    assert read_call(as_command(call, windows=False), windows=False) == call
    assert read_call(as_command(call, windows=True), windows=True) == call


@given(call=CALLS)
def test_a_script_comes_back_as_it_was(call):
    from pathlib import Path

    assert read_call(as_python(call, Path("/some where"))) == call


@given(call=CALLS)
def test_a_link_comes_back_without_files(call):
    back = read_call(as_link(call))

    assert back == replace(call, files={})


@given(call=CALLS)
def test_json_comes_back_as_inputs(call):
    assert read_call(as_json(call)).inputs == call.inputs


def test_a_command_line_is_quoted_for_a_shell_and_names_another_workspace(tmp_path):
    call = Call("sites.Greet", {"title": "it's $HOME"}, {"plan": "/a b.csv"}, profile=True)

    text = as_command(call, tmp_path / "my lab", windows=False)

    assert text.startswith('jobdesk run sites.Greet --data \'{"title": "it\'"\'"\'s $HOME"}\'')
    assert "--file 'plan=/a b.csv' --profile --workspace " in text
    assert read_call(text, windows=False) == call


@pytest.mark.parametrize(
    "text",
    [
        '$ jobdesk run sites.Greet --data \'{"title": "x"}\'',
        'jobdesk run --detach sites.Greet \\\n  --data=\'{"title": "x"}\' --user me',
        'python -m jobdesk runjob -u me --local sites.Greet --data \'{"title": "x"}\'',
        '/opt/bin/jobdesk run sites.Greet --data \'{"title":"x"}\' --workspace /w',
    ],
)
def test_command_lines_of_other_people_are_read_too(text):
    call = read_call(text, windows=False)

    assert (call.job, call.data) == ("sites.Greet", {"title": "x"})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "holds no text"),
        ("Dear all,", "is not a JobDesk command line, Python, JSON or link"),
        ('{"title": "x",\n "count" 3}', "line 2, column 10"),
        ("[1, 2]", "must be a JSON object"),
        ("jobdesk run sites.Greet --data '{'", "JSON in --data is wrong at line 1, column 2"),
        ("jobdesk run sites.Greet --data", "Nothing follows --data"),
        ("jobdesk run --profile --queue q", "must name one job"),
        ("jobdesk run a.B --data @in.json", "in the file in.json: paste what stands in it"),
        ("jobdesk run a.B --file plan", "written as --file plan=PATH"),
        ("jobdesk run a.B --data 'x", "No closing quotation".lower()),
        ("jobdesk refresh now", "jobdesk refresh has no inputs"),
        ("jobdesk://run/812", "does not name a job"),
        ("jobdesk://run/a.B?data=%7B", "JSON in the link is wrong"),
        ("request_run(\n  1,", "cannot be read at line"),
        ("request_run(a, b, 'c', d)", "makes no RunRequest"),
        ("RunRequest(data=make())", "data of RunRequest(…) must be written out"),
        ("RunRequest(data=[1])", "must be a dict"),
        ("x" * 1_000_001, "too long"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text, sentence):
    with pytest.raises(Refused) as refusal:
        read_call(text, windows=False)

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".") or "data=…" in str(refusal.value)


def test_nothing_of_a_pasted_script_is_executed(tmp_path):
    marker = tmp_path / "marker"
    text = f"RunRequest(data=open({str(marker)!r}, 'w'))"

    with pytest.raises(Refused):
        read_call(text)

    assert not marker.exists()


def test_an_open_quotation_on_windows_is_an_error():
    with pytest.raises(ValueError, match="No closing"):
        windows_words('jobdesk "run')


def test_the_script_asks_for_the_run(services, actor, one, monkeypatch, capsys):
    from jobdesk import wiring

    monkeypatch.setattr(wiring, "open_workspace", lambda home: services)

    exec(as_python(Call(one.class_path, profile=True), services.paths.home))

    (run,) = services.results.recent(5)
    assert capsys.readouterr().out == f"{run.no}\n"
    assert run.options.profile
    assert json.loads(as_json(Call("x"))) == {}
