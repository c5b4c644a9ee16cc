"""Labels: given to one or many jobs and taken away again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobdesk.errors import Refused
from jobdesk.models.names import LABEL_LENGTH
from jobdesk.models.records import JobRecord, UserRecord
from jobdesk.operations.edits import title_of
from jobdesk.operations.jobs import find_jobs
from jobdesk.operations.permissions import require

if TYPE_CHECKING:
    from jobdesk.operations.services import Services


def all_labels(services: "Services") -> dict[str, int]:
    """All labels and how many jobs have each."""
    return services.labels.counts()


def clean_label(text: str) -> str:
    """The label as it is kept: trimmed, one space between words.

    Raises:
        Refused: nothing is left of it, or it is too long.
    """
    word = " ".join(text.split())
    if not word:
        raise Refused("A label needs at least one character.")
    if len(word) > LABEL_LENGTH:
        raise Refused(f"A label has at most {LABEL_LENGTH} characters; this has {len(word)}.")
    return word


def add_label(
    services: "Services", actor: UserRecord, refs: Sequence[str], text: str
) -> list[JobRecord]:
    """Give a label to all of these jobs or, when one is not known, to none; one step of undo.

    Raises:
        JobNotFound: there is no such job.
        Refused: the label is empty or too long, or is there already in other capitals.
    """
    require(actor, "change", "jobs")
    word = clean_label(text)
    for known in services.labels.counts():
        if known != word and known.casefold() == word.casefold():
            raise Refused(f"There is already a label “{known}”; only its capitals differ.")
    records = find_jobs(services, refs)
    title = title_of(f"label “{word}” of", records)
    _save(services, actor, title, records, word, is_added=True)
    return records


def remove_label(
    services: "Services", actor: UserRecord, refs: Sequence[str], word: str
) -> list[JobRecord]:
    """Take a label from all of these jobs, in one step of undo.

    Raises:
        JobNotFound: there is no such job.
    """
    require(actor, "change", "jobs")
    records = find_jobs(services, refs)
    title = title_of(f"remove label “{word}” from", records)
    _save(services, actor, title, records, word, is_added=False)
    return records


def _save(
    services: "Services",
    actor: UserRecord,
    title: str,
    records: Sequence[JobRecord],
    word: str,
    *,
    is_added: bool,
) -> None:
    keys = [record.id for record in records]
    services.edits.save_label(actor.id, title, keys, word, is_added=is_added)
    services.host.announce("jobs")
