import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tests.ui.form.branch_site import NewBranchSite

from jobdesk.errors import InputErrors
from jobdesk.jobs import (
    BooleanVar,
    ChoiceVar,
    DateVar,
    FloatVar,
    IntegerVar,
    IPNetworkVar,
    Job,
    JSONVar,
    MultiChoiceVar,
    ObjectVar,
    PasswordVar,
    StringVar,
    TextVar,
)
from jobdesk.jobs.description import describe_job, variables_from
from jobdesk.jobs.inputs import clean_inputs
from jobdesk.ui.form.field import Field
from jobdesk.ui.form.field_grid import rows_of
from jobdesk.ui.form.form import RunForm


def form_of(job_class, *, leave_out=("dryrun",)):
    entries = describe_job(job_class)["variables"]
    variables = {n: v for n, v in variables_from(entries).items() if n not in leave_out}
    return RunForm(variables, {entry["name"]: entry for entry in entries})


@pytest.fixture
def show(qtbot):
    def make(job_class):
        form = form_of(job_class)
        qtbot.addWidget(form)
        form.resize(800, 700)
        form.show()
        return form

    return make


class Simple(Job):
    title = StringVar(min_length=2)
    network = IPNetworkVar(default="10.0.0.0/8")
    count = IntegerVar(default=3, min_value=1)
    secret = PasswordVar(required=False)

    def run(self, **inputs):
        return inputs


def test_defaults_are_shown_and_an_untouched_empty_field_does_not_complain(show):
    form = show(Simple)

    assert form.raw() == {"title": "", "network": "10.0.0.0/8", "count": "3", "secret": ""}
    assert form.fields["title"].help.shown_error() == ""
    assert [p.sentence for p in form.problems()] == ["“Title” is required."]


def test_an_error_stands_beside_its_field_while_typing_and_goes_when_it_is_right(show, qtbot):
    form = show(Simple)
    line = form.fields["title"].editor.line

    qtbot.keyClicks(line, "a")
    assert form.fields["title"].help.shown_error().startswith("Enter at least 2 characters")
    assert line.property("error") is True
    qtbot.keyClicks(line, "b")

    assert form.fields["title"].help.shown_error() == ""
    assert line.property("error") is False
    assert form.problems() == []


def test_required_is_said_when_the_field_is_left(show, qtbot):
    form = show(Simple)
    form.activateWindow()

    form._on_application_focus_changed(
        form.fields["title"].editor.line, form.fields["count"].editor.spin
    )

    assert form.fields["title"].help.shown_error() == "This field is required."


def test_losing_the_window_is_not_leaving_the_field(show):
    form = show(Simple)

    form._on_application_focus_changed(form.fields["title"].editor.line, None)

    assert form.fields["title"].help.shown_error() == ""


def test_the_repair_link_puts_the_network_in_place(show, qtbot):
    form = show(Simple)
    field = form.fields["network"]

    field.editor.set_value("10.42.18.5/24")
    assert field.help.shown_error() == "Host bits are set."
    assert field.help.repair.text() == "Use 10.42.18.0/24"
    qtbot.mouseClick(field.help.repair, Qt.MouseButton.LeftButton)

    assert field.editor.value() == "10.42.18.0/24"
    assert field.help.shown_error() == ""


def test_inputs_of_an_earlier_run_fill_the_form_and_masked_ones_are_asked_again(show):
    form = show(Simple)

    form.fill({"title": "Berlin", "count": 7, "secret": "********", "gone": 1})

    assert form.raw()["title"] == "Berlin"
    assert form.raw()["count"] == "7"
    assert form.raw()["secret"] == ""


def test_a_draft_comes_back_as_it_was_typed(show):
    form, again = show(Simple), show(Simple)
    form.fields["count"].editor.set_value("four")

    again.restore(form.raw())

    assert again.raw() == form.raw()
    assert again.fields["count"].help.shown_error() == "Enter a whole number."


def test_errors_from_elsewhere_land_beside_their_fields(show):
    form = show(Simple)

    form.show_errors({"count": ["There are not so many."], "unknown": ["x"]})

    assert form.fields["count"].help.shown_error() == "There are not so many."
    assert [p.field for p in form.problems()] == ["title", "count"]


def test_the_keyboard_goes_through_the_fields_in_order(show, qtbot):
    form = show(NewBranchSite)
    seen = []
    widget = form.fields["site_name"].editor.line
    for _ in range(400):
        name = next((n for n, f in form.fields.items() if f.isAncestorOf(widget)), None)
        if name and name not in seen:
            seen.append(name)
        widget = widget.nextInFocusChain()

    assert seen == list(form.fields)


def test_fields_stand_in_two_columns_and_a_wide_one_alone(qtbot, show):
    form = show(NewBranchSite)

    rows = [[f.name for f in row] for row in rows_of(list(form.fields.values()), 2)]

    assert rows == [
        ["site_name", "site_type"],
        ["prefix", "switches"],
        ["services", "dns"],
        ["plan"],
        ["notes", "overrides"],
    ]
    form.set_columns(1)
    lefts = {f.mapTo(form, QPoint(0, 0)).x() for f in form.fields.values()}
    QApplication.sendPostedEvents()
    assert len(lefts) <= 2
    assert all(isinstance(f, Field) for f in form.fields.values())


class Needy(Job):
    device = ObjectVar(model="dcim.Device")
    other = ObjectVar(model="dcim.Device", required=False)

    def run(self, **inputs):
        return inputs


def test_an_object_that_is_required_is_a_reason(show):
    form = show(Needy)

    assert [p.sentence for p in form.problems()] == ["“Device” is required."]
    assert form.fields["device"].help.shown_error() == ""


class Conditional(Job):
    kind = ChoiceVar(choices=[["a", "A"], ["b", "B"]], default="a")
    only_b = StringVar(visible_if={"kind": "b"})
    after = StringVar(required=False)

    def run(self, **inputs):
        return inputs


def test_a_field_is_asked_only_when_its_condition_holds(show):
    form = show(Conditional)

    assert form.fields["only_b"].isHidden()
    assert form.problems() == []
    assert "only_b" not in form.raw()
    form.fields["kind"].editor.set_value("b")

    assert form.fields["only_b"].isVisible()
    assert [p.field for p in form.problems()] == ["only_b"]
    assert "only_b" in form.raw()


class Hidden(Job):
    token = PasswordVar(default="from the code")

    def run(self, **inputs):
        return inputs


def test_a_secret_default_is_left_to_the_code(show):
    form = show(Hidden)

    assert form.problems() == []
    assert form.raw() == {}
    assert "job's own default" in form.fields["token"].help.help.text()


class Everything(Job):
    text = StringVar(required=False, max_length=5)
    area = TextVar(required=False)
    whole = IntegerVar(required=False, max_value=9)
    real = FloatVar(default=1.5)
    flag = BooleanVar(default=True)
    one = ChoiceVar(choices=[["a", "A"], ["b", "B"]], required=False)
    many = MultiChoiceVar(choices=[["a", "A"], ["b", "B"], ["c", "C"]], required=False)
    day = DateVar(required=False)
    document = JSONVar(required=False)

    def run(self, **inputs):
        return inputs


DEFAULTS = {"real": 1.5, "flag": True}
TYPED = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=7),
        "area": st.text("ab \n", max_size=7),
        "whole": st.sampled_from(["", "3", " 7 ", "12", "x", "5.0"]),
        "real": st.sampled_from(["", "1", "1e3", "nan", "2,5"]),
        "flag": st.booleans(),
        "one": st.sampled_from(["", "a", "b"]),
        "many": st.lists(st.sampled_from("abc"), unique=True).map(sorted),
        "day": st.sampled_from(["", "2026-11-21", "21.11.2026"]),
        "document": st.sampled_from(["", "{}", "[1", '"x"', "null"]),
    },
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=TYPED)
def test_the_form_says_what_clean_inputs_says(qapp, typed):
    form = form_of(Everything)
    for name, value in typed.items():
        form.fields[name].editor.set_value(value)

    wrong = {}
    try:
        clean = clean_inputs(form._variables, form.raw())
    except InputErrors as refused:
        wrong = {name: " ".join(texts) for name, texts in refused.fields.items()}
    else:
        assert clean.values == clean_inputs(form._variables, {**DEFAULTS, **typed}).values

    assert form._errors == wrong
    assert [p.field for p in form.problems()] == [n for n in form.fields if n in wrong]
    shiboken6.delete(form)


def test_a_form_of_forty_fields_answers_a_key_in_one_frame(qtbot, qapp):
    names = {f"field_{n}": StringVar(max_length=9) for n in range(40)}
    job = type("Wide", (Job,), {**names, "run": lambda self, **inputs: inputs})
    form = form_of(job)
    qtbot.addWidget(form)
    calls = []
    for name, variable in form._variables.items():
        parse = variable.parse
        variable.parse = lambda raw, parse=parse, name=name: (calls.append(name), parse(raw))[1]

    form.fields["field_7"].editor.set_value("x")

    assert calls == ["field_7"]
    assert isinstance(form.fields["field_7"].editor.line, QLineEdit)
    assert isinstance(form, QWidget)
