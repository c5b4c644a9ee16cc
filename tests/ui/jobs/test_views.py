"""Saved views, favourites, labels and figures, over real stores."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog
from tests.support.run_desk import RunDesk

from jobdesk.models.records import Status
from jobdesk.ui.background import is_busy
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.shelf import FAVOURITE_KIND
from jobdesk.ui.jobs.shown import RECENT_GROUP
from jobdesk.ui.session import Session


@pytest.fixture
def desk(tmp_path):
    made = RunDesk(tmp_path / "home")
    for name in ("Alpha", "Beta", "Gamma"):
        made.job(name, name)
    yield made
    made.close()


@pytest.fixture
def open_page(qtbot, desk):
    def open_page():
        session = Session(desk.paths.home)
        made = JobsPage(session)
        qtbot.addWidget(made)
        made.resize(1400, 900)
        made.show()
        session.use(desk.services, desk.session.user)
        qtbot.waitUntil(lambda: len(made.data.rows) == 3 and made.shelf.is_loaded)
        return made

    return open_page


@pytest.fixture
def page(open_page):
    return open_page()


def key_of(page, name):
    return next(row.key for row in page.data.rows if row.title == name)


def shown(page):
    model = page.table.jobs_model
    rows = (model.job_row(place) for place in range(model.rowCount()))
    return [row.title for row in rows if row is not None]


def tab_texts(page):
    return [page.tabs.bar.tabText(place) for place in range(page.tabs.bar.count())]


def save_view(page, name, search):
    page.filter.search.setText(search)
    dialog = page.tabs.ask_new()
    dialog.setTextValue(name)
    dialog.accept()


def test_what_differs_from_a_view_is_marked_and_can_be_reverted(page):
    assert not page.tabs.revert.isVisible()

    page.filter.search.setText("beta")

    assert tab_texts(page) == ["All jobs •"]
    assert not page.tabs.save.isVisible()  # the default view cannot be written over
    page.tabs.revert.click()
    assert tab_texts(page) == ["All jobs"]
    assert shown(page) == ["Alpha", "Beta", "Gamma"]


def test_a_saved_view_is_there_again_in_another_window(qtbot, page, open_page, desk):
    page.set_sorting((("queue", True),))
    save_view(page, "  My  beta ", "beta")
    assert tab_texts(page) == ["All jobs", "My beta"]
    user = desk.session.user.id
    qtbot.waitUntil(lambda: len(desk.services.kept.all(user, "job_view")) == 1)

    again = open_page()
    qtbot.waitUntil(lambda: again.tabs.bar.count() == 2)

    assert again.views.current == page.views.current  # it was in front
    assert shown(again) == ["Beta"]
    assert again.sorting == (("queue", True),)
    assert not again.tabs.revert.isVisible()


def test_changes_of_a_view_are_there_again_when_one_comes_back(page):
    save_view(page, "Beta", "beta")
    page.filter.search.setText("gamma")

    page.tabs.choose("")
    assert shown(page) == ["Alpha", "Beta", "Gamma"]
    page.tabs.bar.setCurrentIndex(1)

    assert shown(page) == ["Gamma"]
    assert tab_texts(page)[1] == "Beta •"
    page.tabs.save.click()
    assert tab_texts(page)[1] == "Beta"
    assert page.shelf.views[0].state.search == "gamma"


def test_views_are_renamed_moved_and_deleted_by_keys(qtbot, page):
    save_view(page, "One", "alpha")
    save_view(page, "Two", "beta")
    bar = page.tabs.bar
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    qtbot.keyClick(bar, Qt.Key.Key_Left, both)
    assert tab_texts(page) == ["All jobs", "Two", "One"]
    assert [view.name for view in page.shelf.views] == ["Two", "One"]
    qtbot.keyClick(bar, Qt.Key.Key_Left, both)  # the default stays the first
    assert tab_texts(page)[0] == "All jobs"

    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_F2)
    dialog = next(one for one in page.findChildren(QInputDialog) if one.isVisible())
    dialog.setTextValue("Second")
    dialog.accept()
    assert tab_texts(page) == ["All jobs", "Second", "One"]

    qtbot.keyClick(bar, Qt.Key.Key_Delete)
    assert tab_texts(page) == ["All jobs", "One"]
    assert page.views.current == ""


def test_a_deleted_view_is_where_it_stood_after_undo(qtbot, page, desk, said):
    save_view(page, "One", "alpha")
    save_view(page, "Two", "beta")
    page.tabs.bar.setCurrentIndex(1)
    page.filter.search.setText("gamma")  # not saved

    page.tabs.bar.setFocus()
    qtbot.keyClick(page.tabs.bar, Qt.Key.Key_Delete)
    assert tab_texts(page) == ["All jobs", "Two"]
    assert said[-1].text == "The view “One” is deleted."
    said[-1].undo()

    assert tab_texts(page) == ["All jobs", "One •", "Two"]
    assert shown(page) == ["Gamma"]
    page.tabs.revert.click()
    assert shown(page) == ["Alpha"]
    user = desk.session.user.id
    qtbot.waitUntil(lambda: len(desk.services.kept.all(user, "job_view")) == 2)


def test_the_default_view_cannot_be_renamed_or_deleted(qtbot, page):
    qtbot.keyClick(page.tabs.bar, Qt.Key.Key_Delete)
    qtbot.keyClick(page.tabs.bar, Qt.Key.Key_F2)

    assert tab_texts(page) == ["All jobs"]
    assert page.findChild(QInputDialog) is None
    menu = page.tabs.menu("")
    assert not any(action.isEnabled() for action in menu.actions())
    assert "always there" in menu.actions()[0].toolTip()
    menu.deleteLater()


def test_a_star_is_given_by_key_kept_and_filtered_by(qtbot, page, open_page, desk):
    page.choose(key_of(page, "Beta"))
    page.table.setFocus()
    page.asked.registry["jobs.favourite"].trigger()
    user = desk.session.user.id
    qtbot.waitUntil(lambda: desk.services.kept.all(user, "favourite_job") != {})

    again = open_page()
    again.filter.only.set_value("Favourites")
    qtbot.waitUntil(lambda: shown(again) == ["Beta"])

    again.asked.registry["jobs.favourite"].trigger()
    assert shown(again) == []
    qtbot.waitUntil(lambda: desk.services.kept.all(user, "favourite_job") == {})


def test_a_star_is_given_with_the_mouse(qtbot, page):
    from jobdesk.ui.jobs.columns import NAME
    from jobdesk.ui.jobs.paint import star_rect

    row = page.table.jobs_model.find(key_of(page, "Gamma"))
    place = star_rect(page.table._cell(row, NAME)).center()

    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert page.shelf.favourites == {key_of(page, "Gamma")}


def test_what_was_used_last_stands_first(page):
    with_run = key_of(page, "Alpha")
    page.asked.run(with_run)
    page.asked.run(key_of(page, "Gamma"))

    page.filter.only.set_value("Recently used")

    assert shown(page) == ["Gamma", "Alpha"]
    assert page.table.jobs_model.group_names == [RECENT_GROUP]
    assert page.counts == "2 of 3 jobs"


def test_a_label_is_given_to_the_selected_jobs_and_filtered_by(qtbot, page, desk):
    from jobdesk.ui.jobs.labels_editor import LabelsEditor

    page.choose(key_of(page, "Alpha"))
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.asked.registry["jobs.labels"].trigger()
    editor = page.findChild(LabelsEditor)
    assert editor.accessibleName() == "Labels of 2 jobs"

    editor.field.setText(" core  net ")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.services.labels.counts() == {"core net": 2})
    qtbot.waitUntil(lambda: page.data.labels == ["core net"])
    assert not page.table.isColumnHidden(3)

    editor.field.setText("Core Net")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "already a label" in editor.problem.text())

    editor.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: desk.services.labels.counts() == {})
    editor.close()


def test_a_refused_label_is_marked_as_it_was(qtbot, page, desk):
    from jobdesk.operations.labels import add_label
    from jobdesk.ui.jobs.labels_editor import LabelsEditor

    alpha = key_of(page, "Alpha")
    add_label(desk.services, desk.session.user, [alpha], "net")
    page.session.jobs_changed.emit()
    qtbot.waitUntil(lambda: page.data.labels == ["net"])
    page.session.actor = replace(page.session.actor, is_superuser=False)
    for name, state in (("Beta", Qt.CheckState.Unchecked), ("Alpha", Qt.CheckState.Checked)):
        page.choose(key_of(page, name))
        page.asked.registry["jobs.labels"].trigger()
        editor = page.findChild(LabelsEditor)
        item = editor.list.item(0)
        other = Qt.CheckState.Unchecked if state is Qt.CheckState.Checked else None
        item.setCheckState(other or Qt.CheckState.Checked)

        qtbot.waitUntil(lambda editor=editor: "may not change" in editor.problem.text())

        assert item.checkState() == state
        with qtbot.waitSignal(editor.destroyed):
            editor.close()
    assert desk.services.labels.counts() == {"net": 1}


def test_a_click_beside_the_rows_leaves_the_current_job_selected(qtbot, page):
    page.choose(key_of(page, "Beta"))
    view = page.table.viewport()
    below = view.rect().bottomLeft() + QPoint(40, -4)
    assert not page.table.indexAt(below).isValid()

    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=below)

    assert page.table.selected_keys() == [page.table.current_key()] == [key_of(page, "Beta")]


def test_many_favourites_are_one_transaction(qtbot, page, desk, monkeypatch):
    keys = [row.key for row in page.data.rows]
    kept, user = desk.services.kept, desk.session.user.id
    qtbot.waitUntil(lambda: not is_busy())
    turns = []
    writing = kept._database.writing
    monkeypatch.setattr(kept._database, "writing", lambda: turns.append(1) or writing())

    page.shelf.toggle_favourites(keys)
    qtbot.waitUntil(lambda: set(kept.all(user, FAVOURITE_KIND)) == set(keys))
    assert len(turns) == 1

    page.shelf.toggle_favourites(keys)
    qtbot.waitUntil(lambda: kept.all(user, FAVOURITE_KIND) == {})
    assert len(turns) == 2


def test_the_label_chip_shows_the_jobs_that_have_it(qtbot, page, desk):
    from jobdesk.operations.labels import add_label

    assert page.filter.label.isHidden()
    add_label(desk.services, desk.session.user, [key_of(page, "Beta")], "net")
    page.news.reload()
    qtbot.waitUntil(lambda: page.filter.label.isVisible())

    page.filter.label.set_value("net")

    assert shown(page) == ["Beta"]
    assert page.left_out.isHidden()  # what is looked for leaves nothing out


def test_the_figures_of_a_job_and_its_bars_are_read_for_what_is_seen(qtbot, page, desk):
    job = desk.services.jobs.by_name("Alpha")
    for status in (Status.FAILURE, Status.SUCCESS, Status.SUCCESS):
        run = desk.ask(job)
        desk.begin(run.no)
        desk.end(run.no, status)
    page.choose(job.id)
    page.session.results_changed.emit()

    recent = page.detail.job.recent
    qtbot.waitUntil(lambda: len(recent._lines) == 3)
    lines = list(recent._lines)
    page.detail._read_history()
    qtbot.waitUntil(lambda: not is_busy())
    assert recent._lines == lines  # the same: one of them may have the keyboard
    with qtbot.waitSignal(page.open_run) as heard:
        recent._lines[0].click()
    assert heard.args == [3]
    qtbot.waitUntil(lambda: len(page.table.painter.history.get(job.id, ())) == 3)
    assert [bar.is_failed for bar in page.table.painter.history[job.id]] == [True, False, False]


def test_news_that_change_no_job_show_nothing_anew(qtbot, page, desk):
    before = page.data
    with qtbot.assertNotEmitted(page.table.model().modelReset):
        page.session.jobs_changed.emit()
        qtbot.waitUntil(page.news._soon.isActive)
        qtbot.waitUntil(lambda: not page.news._soon.isActive() and not is_busy())
    assert page.data is before

    desk.ask(desk.services.jobs.by_name("Alpha"))
    page.session.results_changed.emit()

    qtbot.waitUntil(lambda: page.data is not before)
    rows = {row.title: row for row in page.data.rows}
    assert rows["Alpha"].record.last_result.no == 1
    assert rows["Beta"] is before.by_key[rows["Beta"].key]


def test_runs_of_which_it_hears_while_unseen_are_looked_at_when_it_is_seen(qtbot, page, desk):
    job, before = desk.services.jobs.by_name("Alpha"), page.data
    page.hide()
    desk.ask(job)
    page.session.results_changed.emit()
    assert not page.news._runs.isActive()

    page.show()

    qtbot.waitUntil(lambda: page.data is not before)
    assert page.data.by_key[job.id].record.last_result.no == 1
