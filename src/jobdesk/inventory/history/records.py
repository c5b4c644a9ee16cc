"""What the change log tells the window and the command line: plain, frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

CREATE, UPDATE, DELETE = "create", "update", "delete"
ACTIONS = (CREATE, UPDATE, DELETE)
PAGE = 100
"""Entries of a page."""
PREVIEW = "preview"
"""The context of what has not happened."""


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which entries are meant; what is empty is not asked about.

    Attributes:
        result_no: the run; -1: any, 0: changes of an editor.
        request_id: of one change context.
        model: label of the objects' kind: "dcim.device".
        object_id: of one object; with `model`. What hangs on it is told too.
        actions: of `ACTIONS`.
        user: its name.
        text: part of the object's name or of what did it; case does not matter.
        since: the first time that counts.
        until: the first time that counts no more.
        by_run: made by runs (True), by people (False).
    """

    result_no: int = -1
    request_id: str = ""
    model: str = ""
    object_id: str = ""
    actions: frozenset[str] = frozenset()
    user: str = ""
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    by_run: bool | None = None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entry.

    Attributes:
        id: of the entry.
        kind: the model in words: "Device".
        name: of the object, when it was changed.
        parent: name of the object that it is a part of; empty where it is none.
        context: "web", "job", "job-hook" or "orm".
        detail: class path of the job, or what the editor did.
        result_no: the run that did it; 0: none.
    """

    id: str
    time: datetime
    user: str
    action: str
    model: str
    kind: str
    object_id: str
    name: str
    context: str
    detail: str
    result_no: int
    request_id: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last entry of a page; the next page begins after it."""

    time: datetime
    id: str


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Some entries, the newest first; `after` is None on the last page."""

    rows: tuple[ChangeRow, ...]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many entries of one kind of objects there are, by action.

    Attributes:
        is_unlogged: a preview found these changes in the tables; they left no entries.
    """

    model: str
    kind: str
    created: int = 0
    updated: int = 0
    deleted: int = 0
    is_unlogged: bool = False

    @property
    def total(self) -> int:
        """Of all actions."""
        return self.created + self.updated + self.deleted


@dataclass(frozen=True, slots=True)
class Outline:
    """The entries of a run in figures, kind by kind in the order of their first entry."""

    kinds: tuple[KindCount, ...] = ()

    @property
    def created(self) -> int:
        """Objects that were made."""
        return sum(one.created for one in self.kinds)

    @property
    def updated(self) -> int:
        """Objects that were changed."""
        return sum(one.updated for one in self.kinds)

    @property
    def deleted(self) -> int:
        """Objects that are gone."""
        return sum(one.deleted for one in self.kinds)

    @property
    def total(self) -> int:
        """All entries."""
        return sum(one.total for one in self.kinds)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a long value: its number before and after (0: not there)."""

    before_no: int
    after_no: int
    text: str

    @property
    def sign(self) -> str:
        """`-` gone, `+` new, a blank for a line that stayed."""
        if self.before_no and self.after_no:
            return " "
        return "-" if self.before_no else "+"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field before and after, in words; references by the names of their objects.

    Attributes:
        name: of the field in code.
        label: in words.
        before: empty when there was nothing; with `has_before` false: the object was not there.
        added: what a list got, by name.
        removed: what it lost.
        lines: of a long text or document, with what is around the changes.
        is_changed: false for a field that is listed for completeness.
    """

    name: str
    label: str
    before: str
    after: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    lines: tuple[TextLine, ...] = ()
    is_changed: bool = True


@dataclass(frozen=True, slots=True)
class ChangeDetail:
    """An entry with its fields.

    Attributes:
        fields: the changed ones first, in the order of the model.
        is_there: the object exists now.
        later: how many entries the object has after this one.
    """

    row: ChangeRow
    fields: tuple[FieldDifference, ...]
    is_there: bool
    later: int = 0

    @property
    def changed(self) -> tuple[FieldDifference, ...]:
        """The fields that differ."""
        return tuple(one for one in self.fields if one.is_changed)


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What can be chosen in the filter of the change log."""

    users: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = field(default=())
    """Label and words of each kind that has entries."""


# Taking changes back

READY, BESIDE, REFUSED, NOTHING = "ready", "beside", "refused", "nothing"
"""What can be done about an entry: take it back; take it back although other fields of the
object have changed since; it cannot be; there is nothing to take back any more."""


@dataclass(frozen=True, slots=True)
class RevertItem:
    """What a revert does about one entry.

    Attributes:
        row: the entry.
        does: to its object: an action of `ACTIONS`.
        state: of `READY`, `BESIDE`, `REFUSED`, `NOTHING`.
        reason: why not, or what else has changed, in words.
        fields: labels of the fields that get their old values.
    """

    row: ChangeRow
    does: str
    state: str
    reason: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevertPlan:
    """What a revert would do, entry by entry, the last change first.

    Attributes:
        fingerprint: of the objects as they were when the plan was made.
    """

    items: tuple[RevertItem, ...]
    fingerprint: str

    def those(self, state: str) -> tuple[RevertItem, ...]:
        """The items in a state."""
        return tuple(one for one in self.items if one.state == state)


@dataclass(frozen=True, slots=True)
class RevertDone:
    """What a revert did, in objects."""

    created: int
    updated: int
    deleted: int
