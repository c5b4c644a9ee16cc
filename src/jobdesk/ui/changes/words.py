"""Changes in words. No Qt in this file."""

from collections.abc import Sequence

from jobdesk.inventory.history.records import (
    CREATE,
    DELETE,
    UPDATE,
    ChangeDetail,
    ChangeRow,
    FieldDifference,
    KindCount,
    Outline,
)
from jobdesk.models.records import ResultRecord
from jobdesk.ui.widgets.times import exact_text

WORDS = {CREATE: "Create", UPDATE: "Update", DELETE: "Delete"}
DONE = {CREATE: "created", UPDATE: "updated", DELETE: "deleted"}
NONE = "\N{EN DASH}"
UNREAD = ("The changes cannot be read", "They are read again when something is asked for.")


def count_of(number: int, word: str) -> str:
    """`1 change`, `1,204 changes`."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def outline_words(found: Outline | KindCount) -> str:
    """`6 created, 1 updated`."""
    figures = ((found.created, CREATE), (found.updated, UPDATE), (found.deleted, DELETE))
    return ", ".join(f"{number:,} {DONE[action]}" for number, action in figures if number)


def by_words(row: ChangeRow) -> str:
    """What did it: `run #41`, `bulk edit of devices`, `edited`."""
    if row.result_no:
        return f"run #{row.result_no}"
    return row.detail or ("edited" if row.context == "web" else "outside of a run")


def row_words(row: ChangeRow) -> str:
    """An entry as a screen reader reads it, and as one line of text."""
    return f"{WORDS[row.action]} {row.kind} {full_name(row)}"


def full_name(row: ChangeRow) -> str:
    """`ber-core-02 Te1/0/7` for what is a part of something."""
    return f"{row.parent} {row.name}".strip()


def feed_words(row: ChangeRow) -> str:
    """An entry of the change log as one line of text."""
    when = exact_text(row.time)
    return "\t".join(
        (when, WORDS[row.action], row.kind, full_name(row), row.user, by_words(row))
    )


def head_words(found: ChangeDetail) -> str:
    """`Device, 3 of 22 fields change`."""
    kind, changed, every = found.row.kind, len(found.changed), len(found.fields)
    if found.row.action == UPDATE:
        return f"{kind}, {changed} of {count_of(every, 'field')} changed"
    return f"{kind}, {DONE[found.row.action]} with {count_of(every, 'field')}"


def before_words(field: FieldDifference) -> str:
    """What stood there before; a list tells what went."""
    if field.added or field.removed:
        return ", ".join(field.removed) or NONE
    return field.before or NONE


def after_words(field: FieldDifference) -> str:
    """What stands there now; a list tells what came."""
    if field.added or field.removed:
        return ", ".join(field.added) or NONE
    return field.after or NONE


def field_words(field: FieldDifference) -> str:
    """A field as one line of text."""
    return f"{field.label}\t{before_words(field)}\t{after_words(field)}"


def detail_text(found: ChangeDetail) -> str:
    """An entry with its changed fields, for the clipboard."""
    lines = [row_words(found.row), *(field_words(one) for one in found.changed)]
    return "\n".join(lines) + "\n"


def rows_text(rows: Sequence[ChangeRow]) -> str:
    """Entries for the clipboard, one a line."""
    return "".join(f"{feed_words(one)}\n" for one in rows)


def nothing_words(record: ResultRecord, *, is_one_transaction: bool) -> tuple[str, str]:
    """Why a run's list is empty: the sentence and its reason."""
    if record.status.is_ready:
        if record.options.preview:
            return "Nothing would be changed", "The job leaves the inventory as it is."
        return "Nothing was changed", "The run left the inventory as it was."
    if record.options.preview:
        return (
            "Nothing to list yet",
            "What it would change is listed when the preview has ended.",
        )
    if is_one_transaction:
        kept = "The job is one transaction: its changes are kept at its end, all or none."
        return "Nothing is kept yet", kept
    return "No changes yet", "They appear here as the job commits them."
