"""The tab of many jobs: settings for all of them, and what that would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from jobdesk.errors import InputErrors
from jobdesk.operations.overrides import read_overrides
from jobdesk.ui import messages
from jobdesk.ui.actions import ActionRegistry
from jobdesk.ui.background import report_error, run_in_background
from jobdesk.ui.jobs.admin_actions import SAVE, SETTINGS_CONTEXT
from jobdesk.ui.jobs.admin_commands import AdminCommands
from jobdesk.ui.jobs.bulk_fields import BulkField, Standing, standing_of
from jobdesk.ui.jobs.bulk_preview import BulkPreviewPane
from jobdesk.ui.jobs.fields_area import AreaWords, FieldsArea
from jobdesk.ui.jobs.override_specs import QUEUE_FIELDS, FieldSpec
from jobdesk.ui.jobs.save_bar import SaveBar
from jobdesk.ui.jobs.words import field_note, queue_notes, sentence
from jobdesk.ui.session import Session
from jobdesk.ui.widgets.labels import ElidedLabel, hairline, label
from jobdesk.ui.widgets.remembering import remember_splitter

if TYPE_CHECKING:
    from jobdesk.models.records import JobId, JobRecord
    from jobdesk.operations.bulk import BulkPreview

_PREVIEW_DELAY_MS = 150
_NAMED_JOBS = 30
_BESIDE_PX = 1000  # with less the preview stands under the fields
_WORDS = AreaWords("Settings of the chosen jobs", "Now", "For all of them")


class _Found(NamedTuple):
    """What was read in the background."""

    records: tuple[JobRecord, ...]
    standing: dict[str, Standing]
    queues: dict[str, str]  # and a note on each


class BulkPage(QWidget):
    """Settings of several jobs.

    Signals:
        title_changed(str): the name for the tab.
        gone(): none of the jobs is in the workspace any more.
        touched(): something of what `remember` tells.
    """

    title_changed = Signal(str)
    gone = Signal()
    touched = Signal()

    def __init__(
        self,
        session: Session,
        commands: AdminCommands,
        job_ids: Sequence[JobId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._commands = commands
        self._ids = tuple(job_ids)
        self._records: tuple[JobRecord, ...] = ()
        self._queues: dict[str, str] = {}
        self._seen: BulkPreview | None = None
        self._asked: dict[str, Any] = {}  # by field: what is being saved
        self._refused = ""  # what the store said of what is typed
        self._is_saving = False
        self.fields: dict[str, BulkField] = {}
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.area = FieldsArea(
            _WORDS, self._make_field, ("name",), self.splitter, in_turns=True
        )
        self.typed_edits = self.area.edits
        self.bar = SaveBar("Save for all", self)
        self.preview = BulkPreviewPane()
        self._timer = QTimer(self, singleShot=True, interval=_PREVIEW_DELAY_MS)
        self._build()
        self.actions_here = ActionRegistry(self, SETTINGS_CONTEXT)
        self.actions_here.make(SAVE, self.save)
        self._connect()
        self.area.built.connect(self._on_built)

    def _build(self) -> None:
        self._title = label("", "title")
        self._names = ElidedLabel("", "cell", "text2")
        head = QVBoxLayout()
        head.setContentsMargins(28, 16, 28, 12)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._names)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.area)
        self.splitter.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([640, 520])
        remember_splitter(self.splitter, self._session.layout_state, "jobs/bulk_splitter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.splitter, 1)
        column.addWidget(self.bar)

    def _make_field(self, spec: FieldSpec, grid: QGridLayout, parent: QWidget) -> BulkField:
        made = self.fields[spec.name] = BulkField(spec, grid, parent)
        return made

    def _connect(self) -> None:
        self._session.jobs_changed.connect(self.reload)
        self._timer.timeout.connect(self._ask_preview)
        self.preview.leave_out_requested.connect(self.leave_out)
        self.bar.follow(self.typed_edits)
        self.bar.discard_requested.connect(self.discard)
        self.bar.save_requested.connect(self.save)
        self.area.edited.connect(self._on_edited)
        self.area.edited.connect(self.touched)

    def remember(self) -> dict[str, Any]:
        """What comes back after a restart: the jobs, and what is typed and not saved."""
        typed = {one.spec.name: one.value for one in self.area.changed}
        return {"kind": "bulk", "ids": list(self._ids), "typed": typed}

    def recall(self, kept: Mapping[str, Any]) -> None:
        """Come back to what `remember` told; undo takes back what was typed."""
        self.area.finish()
        typed = kept.get("typed")
        values = cast("dict[str, Any]", typed) if isinstance(typed, dict) else {}
        known = [(self.fields[name], values[name]) for name in values if name in self.fields]
        if known:
            self.area.change("what was typed before", known)

    # The jobs

    @Slot()
    def _on_built(self) -> None:
        focused: QWidget | None = self.window().focusWidget()
        if not (focused and focused.isVisible()):  # the page came before its fields
            next(iter(self.fields.values())).editor.setFocus()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the jobs again."""
        services = self._session.services
        if services is None or not self.area.is_built:
            return
        ids, fields = self._ids, tuple(self.fields)

        def work() -> _Found:
            found = services.jobs.by_ids(ids).values()
            records = tuple(sorted(found, key=lambda one: (one.grouping, one.name)))
            standing = {name: standing_of(name, records) for name in fields}
            return _Found(records, standing, queue_notes(services.queues.all()))

        run_in_background(self, work, self._take, name="jobs")

    def _take(self, found: _Found) -> None:
        records = found.records
        if not records:
            self.gone.emit()
            return
        self._records = records
        self._queues = found.queues
        title = f"Settings of {len(records)} job{'s' if len(records) != 1 else ''}"
        self._title.setText(title)
        names = ", ".join(record.name for record in records[:_NAMED_JOBS])
        self._names.setText(f"{names}, …" if records[_NAMED_JOBS:] else names)
        for name, each in self.fields.items():
            each.show_standing(found.standing[name])
        for name in QUEUE_FIELDS:
            self.fields[name].offer(list(found.queues))
        self.title_changed.emit(title)
        self._look_again()

    @Slot()
    def leave_out(self) -> None:
        """Go on without the jobs that what is typed does not fit."""
        bad = {one.record.id for one in self._seen.problems} if self._seen is not None else ()
        kept = tuple(key for key in self._ids if key not in bad)
        if not kept:
            messages.show("It fits none of these jobs.")
            return
        self._ids = kept
        self.touched.emit()
        self.reload()

    # What is typed

    @Slot()
    def discard(self) -> None:
        """Leave all fields alone; undo brings back what was typed."""
        self.area.discard()

    @Slot()
    def save(self) -> None:
        """Write what the preview shows, in one step."""
        seen = self._seen
        if seen is None or not seen.can_be_saved or self._is_saving:
            return
        values, clear = self.area.asked()
        self._asked = {each.spec.name: each.value for each in self.area.changed}
        self._is_saving = True
        self._show_bar()
        self._commands.override_many(
            tuple(seen.versions), values, clear, seen.versions, self._on_saved, self._on_failed
        )

    def _on_saved(self, number: int) -> None:
        self._is_saving = False
        for name, value in self._asked.items():
            if self.fields[name].value == value:  # not typed on meanwhile
                self.fields[name].set_value(None)
        self.typed_edits.clear()  # from here on, undo of the saved edit takes it back
        messages.show(f"Saved for {number} job{'s' if number != 1 else ''}.")
        self._look_again()

    def _on_failed(self, error: BaseException) -> None:
        self._is_saving = False
        if isinstance(error, InputErrors):
            self._refused = sentence("; ".join(t for ts in error.fields.values() for t in ts))
            self._show_bar()
        else:
            report_error(error)
        self._look_again()

    # The preview

    def _look_again(self) -> None:
        """What was previewed does not count any more."""
        self._seen = None
        self._show_bar()
        self._timer.start()

    @Slot()
    def _ask_preview(self) -> None:
        values, clear = self.area.asked()
        if not values and not clear:
            self._show_wrong({})
            self.preview.show_nothing("")
            return
        ids = [record.id for record in self._records]
        self._commands.preview(self, ids, values, clear, self._show_preview)

    def _show_preview(self, seen: BulkPreview) -> None:
        if self._timer.isActive() or not self.area.changed:
            return  # typed on meanwhile
        self._seen = seen
        self._show_wrong({name: " ".join(said) for name, said in seen.wrong.items()})
        if seen.wrong:
            self.preview.show_nothing("Repair the field that is marked first.")
        else:
            self.preview.show_preview(seen)
        self._show_bar()

    def _show_wrong(self, wrong: dict[str, str]) -> None:
        for name, each in self.fields.items():
            each.show_error(sentence(wrong.get(name, "")))

    def _show_bar(self) -> None:
        titles = [one.spec.title.lower() for one in self.area.changed]
        reason = self._refused or self._reason()
        waits = self._seen is None
        self.bar.show_changes(titles, reason, is_saving=self._is_saving, is_waiting=waits)

    def _reason(self) -> str:
        seen = self._seen
        if seen is None or seen.can_be_saved:
            return ""
        if seen.wrong:
            name, said = next(iter(seen.wrong.items()))
            return f"{self.fields[name].spec.title}: {sentence(' '.join(said))}"
        if seen.problems:
            return f"{seen.problems[0].record.name}: {sentence(seen.problems[0].problem)}"
        return "All of these jobs stand like this already."

    @Slot()
    def _on_edited(self) -> None:
        self._refused = ""
        read, _ = read_overrides(*self.area.asked())
        for name in QUEUE_FIELDS:
            if name in self.fields:  # somebody types while the rest is built
                note = field_note(name, read.get(name), self._queues)
                self.fields[name].show_note(note)
        self._look_again()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room beside the fields the preview stands under them."""
        super().resizeEvent(event)
        is_beside = self.width() >= _BESIDE_PX
        wanted = Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([640, 520] if is_beside else [420, 260])
