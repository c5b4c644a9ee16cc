"""ButtonForm: all that a person says of a job button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from jobdesk.models.hook_records import BUTTON_CLASSES, ButtonFields
from jobdesk.models.records import JobRecord
from jobdesk.operations.buttons import TEXT_LENGTH
from jobdesk.ui.hooks.job_field import JobField
from jobdesk.ui.hooks.sheet import Sheet
from jobdesk.ui.hooks.types_field import TypesField

NEW = ButtonFields("", (), None, "")
_MOST_WEIGHT = 32767


class ButtonForm(Sheet):
    """The fields of one button.

    Signals:
        edited(): a person changed something.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._enabled = True
        self._jobs: dict[str, JobRecord] = {}
        self._is_filling = False
        self.name, self.text, self.group = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setAccessibleName("Name")
        self.text.setAccessibleName("Text")
        self.text.setMaxLength(TEXT_LENGTH)
        self.text.setPlaceholderText("Check {{ obj.name }}")
        self.group.setAccessibleName("Group")
        self.group.setPlaceholderText("stands alone")
        self.types = TypesField("Objects")
        self.job = JobField("Job")
        self.weight = QLineEdit()
        self.weight.setAccessibleName("Weight")
        self.weight.setValidator(QIntValidator(0, _MOST_WEIGHT, self.weight))
        self.color = QComboBox()
        self.color.setAccessibleName("Colour")
        for name in BUTTON_CLASSES:
            self.color.addItem(name.capitalize(), name)
        self.confirmation = QCheckBox("Ask before it runs")
        self.queue = QComboBox()
        self.queue.setAccessibleName("Queue")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add("name", "Name", self.name)
        self.add("object_types", "Objects", self.types)
        self.add(
            "text",
            "Text",
            self.text,
            "Jinja2 with obj, user, request, debug and perms. Where it is empty for an object, "
            "the button is not shown there.",
        )
        self.add("job", "Run job", self.job)
        self.add("queue", "Queue", self.queue)
        self.add("group_name", "Group", self.group)
        self.add("weight", "Weight", self.weight, "Lighter ones come first.")
        self.add("button_class", "Colour", self.color)
        self.add("confirmation", "", self.confirmation)
        self.finish()

    def _connect(self) -> None:
        for signal in (
            self.name.textEdited,
            self.text.textEdited,
            self.group.textEdited,
            self.types.edited,
            self.queue.activated,
            self.weight.textEdited,
            self.color.activated,
            self.confirmation.toggled,
        ):
            signal.connect(self._on_edited)
        self.job.activated.connect(self._on_job_activated)

    @Slot()
    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    @Slot()
    def _on_job_activated(self) -> None:
        self._offer_queues("")
        self._on_edited()

    def _offer_queues(self, chosen: str) -> None:
        job = self._jobs.get(self.job.job_id or "")
        default = "" if job is None else f" ({job.default_job_queue})"
        names = [] if job is None else list(job.job_queues)
        names += [chosen] * (bool(chosen) and chosen not in names)
        offered = {"": f"The job's default queue{default}", **{name: name for name in names}}
        box = self.queue
        if offered != {box.itemData(at): box.itemText(at) for at in range(box.count())}:
            box.clear()  # else its list may be open
            for name, words in offered.items():
                box.addItem(words, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def offer(self, jobs: Sequence[JobRecord], labels: Sequence[str]) -> None:
        """The receivers, and all kinds of objects."""
        self._is_filling = True
        self._jobs = {job.id: job for job in jobs}
        chosen = self.queue.currentData() or ""
        self.job.offer(jobs)
        self.types.offer(labels)
        self._offer_queues(chosen)
        self._is_filling = False

    def show_fields(self, fields: ButtonFields) -> None:
        """Show a button."""
        self._is_filling = True
        self._enabled = fields.enabled
        self.name.setText(fields.name)
        self.text.setText(fields.text)
        self.group.setText(fields.group_name)
        self.types.show_labels(fields.object_types)
        self.job.choose(fields.job_id)
        self._offer_queues(fields.queue)
        self.weight.setText(str(fields.weight))
        self.color.setCurrentIndex(self.color.findData(fields.button_class))
        self.confirmation.setChecked(fields.confirmation)
        self.show_errors({})
        self._is_filling = False

    def fields(self) -> ButtonFields:
        """What it says now."""
        weight, _ = self.weight.locale().toInt(self.weight.text())  # 0 for "" and "+"
        return ButtonFields(
            self.name.text(),
            self.types.labels,
            self.job.job_id,
            self.text.text(),
            enabled=self._enabled,
            weight=weight,
            group_name=self.group.text(),
            button_class=self.color.currentData(),
            confirmation=self.confirmation.isChecked(),
            queue=self.queue.currentData() or "",
        )
