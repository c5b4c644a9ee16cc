"""The shelf of a run dialog: inputs of earlier runs and presets, chosen into its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from jobdesk.models.records import JobRecord
from jobdesk.ui.background import run_in_background
from jobdesk.ui.form.filler import Filler
from jobdesk.ui.form.filling import Filling
from jobdesk.ui.form.header import RunHeader
from jobdesk.ui.form.notice import Notice
from jobdesk.ui.form.preset_popup import PresetPopup
from jobdesk.ui.form.words import InputWords, moment_text
from jobdesk.ui.session import Session
from jobdesk.ui.theme import Theme
from jobdesk.ui.widgets.pick_list import PickItem
from jobdesk.ui.widgets.pick_popup import PickPopup

if TYPE_CHECKING:
    from jobdesk.operations.presets import PastInputs, Preset

_NO_HISTORY = "This job has no earlier run whose inputs were kept."


class Shelf(QObject):
    """Opens the two drop-downs and does what is asked in them.

    Lives on the main thread, as long as its dialog; reads and writes in the background.
    """

    def __init__(
        self,
        session: Session,
        job: JobRecord,
        header: RunHeader,
        filler: Filler,
        notice: Notice,
        dialog: QWidget,
    ) -> None:
        super().__init__(dialog)
        self._session = session
        self._job = job
        self._header = header
        self._filler = filler
        self._notice = notice
        self._dialog = dialog
        self._descriptions: Mapping[str, Mapping[str, Any]] = {
            str(one["name"]): one for one in job.variables
        }
        self._words = InputWords(self._descriptions)
        self._past: dict[str, PastInputs] = {}
        self._presets: dict[str, Preset] = {}
        self.history: PickPopup | None = None  # made when first opened
        self.presets: PresetPopup | None = None
        header.history_requested.connect(self.open_history)
        header.presets_requested.connect(self.open_presets)

    # History

    @Slot()
    def open_history(self) -> None:
        """Offer the inputs of earlier runs; the last run's come first."""
        if self._job.has_sensitive_variables:
            return
        if self.history is None:
            self.history = PickPopup(self._dialog, "Inputs of earlier runs", "Reading…")
            self.history.chosen.connect(self._on_history_chosen)
        self.history.open_under(self._header.history)
        from jobdesk.operations.presets import past_inputs

        work = partial(past_inputs, self._session.ready, self._job)
        run_in_background(self, work, self._take_history, name="history")

    def _take_history(self, found: Sequence[PastInputs]) -> None:
        self._past = {str(past.no): past for past in found}
        self._show_history()
        self._name_objects([past.inputs for past in found], self._show_history)

    def _name_objects(
        self, inputs: Sequence[Mapping[str, Any]], then: Callable[[], None]
    ) -> None:
        """Ask what the objects in these inputs are called, and show the rows again."""
        from jobdesk.operations.objects import object_fields, object_names

        if not inputs or not object_fields(self._job):
            return

        def take(names: Mapping[str, str]) -> None:
            if names:
                self._words.objects.update(names)
                then()

        work = partial(object_names, self._session.ready, self._job, inputs)
        run_in_background(self, work, take, store="inventory reader", name="names of objects")

    def _show_history(self) -> None:
        found = list(self._past.values())
        items = [self._past_item(past, is_last=place == 0) for place, past in enumerate(found)]
        if self.history is not None:
            self.history.say(_NO_HISTORY)
            self.history.show_items(items)

    def _past_item(self, past: PastInputs, *, is_last: bool) -> PickItem:
        word = Theme.current().status(past.status.value).word
        run = f"Run {past.no}, {word.lower()}"
        title = f"Same as last run ({run.lower()})" if is_last else run
        note = self._words.say(past.inputs)
        times = f"{past.count} runs, " if past.count > 1 else ""
        return PickItem(str(past.no), title, note, f"{times}{moment_text(past.at)}")

    @Slot(str)
    def _on_history_chosen(self, key: str) -> None:
        past = self._past.get(key)
        if past is not None:
            self._filler.load(
                Filling(past.inputs, past.options), f"Filled with the inputs of run {past.no}."
            )

    # Presets

    @Slot()
    def open_presets(self) -> None:
        """Offer the presets of this job, and to save what stands in the form."""
        if self._job.has_sensitive_variables:
            return
        if self.presets is None:
            self.presets = PresetPopup(self._dialog)
            self.presets.chosen.connect(self._on_presets_chosen)
            self.presets.save_requested.connect(self._on_presets_save_requested)
            self.presets.rename_requested.connect(self._on_presets_rename_requested)
            self.presets.delete_requested.connect(self._on_presets_delete_requested)
        self._read_presets(self._open_presets)

    def _read_presets(self, then: Callable[[], None]) -> None:
        """Read them and write their rows in a thread: there may be a thousand."""
        from jobdesk.operations.presets import presets

        services, user, job = self._session.ready, self._session.user, self._job
        words = InputWords(self._descriptions, self._words.objects)

        def read() -> tuple[Sequence[Preset], list[PickItem]]:
            found = presets(services, user, job)
            return found, _preset_items(found, words)

        def take(answer: tuple[Sequence[Preset], list[PickItem]]) -> None:
            found, items = answer
            self._presets = {preset.name: preset for preset in found}
            if self.presets is not None:
                self.presets.show_items(items)
            then()

        run_in_background(self, read, take, name="presets")

    def _open_presets(self) -> None:
        """The drop-down opens with its rows, not before them."""
        if self.presets is not None:
            self.presets.open_under(self._header.presets)
        self._name_presets()

    def _name_presets(self) -> None:
        inputs = [preset.raw for preset in self._presets.values()]
        self._name_objects(inputs, self._show_presets)

    def _show_presets(self) -> None:
        if self.presets is not None:
            found = list(self._presets.values())
            self.presets.show_items(_preset_items(found, self._words))

    @Slot(str)
    def _on_presets_chosen(self, name: str) -> None:
        preset = self._presets.get(name)
        if preset is not None:
            self._filler.load(
                Filling(preset.raw, preset.options), f"Filled from the preset “{name}”."
            )

    @Slot(str)
    def _on_presets_save_requested(self, name: str) -> None:
        from jobdesk.operations.presets import Preset

        now = self._filler.snapshot()
        self._save(Preset(name, now.inputs, now.options), self._tell_saved)

    def _save(
        self, preset: Preset, done: Callable[[Preset, Preset | None], None] | None = None
    ) -> None:
        from jobdesk.operations.presets import save_preset

        work = partial(save_preset, self._session.ready, self._session.user, self._job, preset)
        told = None if done is None else partial(done, preset)
        run_in_background(self, work, told, failed=self._tell_failure)

    def _tell_saved(self, preset: Preset, before: Preset | None) -> None:
        if before is None:
            said, undo = (
                f"Saved as the preset “{preset.name}”.",
                partial(self._delete, preset.name),
            )
        else:
            said, undo = f"Replaced the preset “{preset.name}”.", partial(self._save, before)
        secrets = [n for n in preset.raw if self._descriptions.get(n, {}).get("sensitive")]
        rest = "Secrets are not in it." if secrets else ""
        self._notice.say(said, rest, verb="Undo", act=undo, icon="action/presets")

    @Slot(str, str)
    def _on_presets_rename_requested(self, old: str, new: str) -> None:
        from jobdesk.operations.presets import rename_preset

        services, user = self._session.ready, self._session.user
        work = partial(rename_preset, services, user, self._job, old, new)
        run_in_background(self, work, self._read_again, failed=self._tell_failure)

    @Slot(str)
    def _on_presets_delete_requested(self, name: str) -> None:
        self._delete(name, self._tell_deleted)

    def _delete(self, name: str, done: Callable[[Preset | None], None] | None = None) -> None:
        from jobdesk.operations.presets import delete_preset

        work = partial(delete_preset, self._session.ready, self._session.user, self._job, name)
        run_in_background(self, work, done, failed=self._tell_failure)

    def _tell_deleted(self, gone: Preset | None) -> None:
        self._read_again(None)
        if gone is not None:
            said = f"Deleted the preset “{gone.name}”."
            undo = partial(self._save, gone)
            self._notice.say(said, verb="Undo", act=undo, icon="action/delete")

    def _read_again(self, _: None) -> None:
        self._read_presets(self._name_presets)

    def _tell_failure(self, error: BaseException) -> None:
        from jobdesk.errors import JobDeskError
        from jobdesk.ui.background import report_error

        if not isinstance(error, JobDeskError):
            report_error(error)
            return
        if self.presets is not None:
            self.presets.close()
        self._notice.say(str(error), kind="bad")


def _preset_items(found: Sequence[Preset], words: InputWords) -> list[PickItem]:
    today = datetime.now().astimezone().date()
    return [
        PickItem(
            preset.name, preset.name, words.say(preset.raw), moment_text(preset.saved_at, today)
        )
        for preset in found
    ]
