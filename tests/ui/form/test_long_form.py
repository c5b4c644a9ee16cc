"""A form with a hundred fields is built over several turns and loses nothing meanwhile."""

import pytest
from PySide6.QtCore import Qt

from jobdesk.jobs import Job, StringVar

COUNT = 100


def long_job():
    names = {f"field_{n:03}": StringVar(default=f"d{n}") for n in range(COUNT)}
    names["field_050"] = StringVar()
    names["field_099"] = StringVar(visible_if={"field_000": "yes"}, default="d99")
    meta = type("Meta", (), {"has_sensitive_variables": False})
    return type("Long", (Job,), {**names, "Meta": meta, "run": _run, "__module__": __name__})


def _run(self, **inputs):
    return inputs


@pytest.fixture
def dialog(add_job, open_dialog):
    return open_dialog(add_job(long_job()))


def test_the_first_screenful_is_there_at_once_and_the_rest_follows(dialog, qtbot):
    assert 0 < len(dialog.form.fields) < COUNT
    assert not dialog.footer.run.isEnabled()

    with qtbot.waitSignal(dialog.form.completed):
        pass

    assert len(dialog.form.fields) == COUNT
    assert list(dialog.form.fields) == list(dialog.form.variables)
    assert dialog.form.raw()["field_098"] == "d98"
    assert dialog.footer.reason.text() == "Cannot run: “Field 050” is required."


def test_values_of_fields_that_are_not_there_yet_are_neither_lost_nor_forgotten(dialog, qtbot):
    dialog.form.load({"field_000": "yes", "field_050": "fifty", "field_098": "last"})

    early = dialog.form.raw()
    dialog.form.complete()

    assert early == dialog.form.raw()
    assert early["field_050"] == "fifty"
    assert early["field_098"] == "last"
    assert early["field_099"] == "d99"
    assert dialog.form.fields["field_099"].is_asked
    assert dialog.footer.run.isEnabled()


def test_building_is_no_change_and_keeps_no_draft(dialog, qtbot):
    heard = []
    dialog.form.changed.connect(lambda: heard.append(1))

    dialog.form.complete()

    assert heard == []
    assert not dialog.form.fields["field_099"].is_asked


def test_run_by_key_builds_what_is_missing_first(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert dialog.form.is_complete
    assert dialog.form.fields["field_050"].help.shown_error() == "This field is required."


def test_tab_leads_through_all_fields_and_then_to_what_stands_beside(dialog, qtbot):
    with qtbot.waitSignal(dialog.form.completed):
        pass
    fields = list(dialog.form.fields.values())
    dialog.form.show_errors({"field_000": ["No."]})

    chain, widget = [], dialog.header.copy_as
    while (widget := widget.nextInFocusChain()) is not dialog.header.copy_as:
        chain.append(widget)
    places = [chain.index(field.editor.line) for field in fields]

    assert places == sorted(places)
    assert places[-1] < chain.index(dialog.rail.queue) < chain.index(dialog.footer.run)
