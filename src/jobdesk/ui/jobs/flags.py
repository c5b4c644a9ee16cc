"""The properties of a job that its row shows as tags. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobdesk.models.records import JobRecord

_LONG_LIMIT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Flag:
    """One property.

    Attributes:
        name: its name among the flags of theme.json where it has one.
        glyph: an icon of the Phosphor set.
        tone: neutral, accent, warn or bad.
    """

    name: str
    word: str
    glyph: str
    tone: str = "neutral"


_DECLARED = (
    Flag("hook_receiver", "Hook receiver", "lightning"),
    Flag("button_receiver", "Button receiver", "cursor"),
    Flag("approval_required", "Approval", "circle-wavy-check"),
    Flag("supports_dryrun", "Dry run", "flask"),
    Flag("read_only", "Read-only", "eye"),
    Flag("has_sensitive_variables", "Sensitive", "lock-simple"),
    Flag("is_singleton", "One at a time", "number-circle-one"),
    Flag("long_limits", "Long limits", "timer"),
    Flag("overridden", "Overridden", "pencil-simple", "accent"),
)


def flags_of(record: JobRecord) -> tuple[Flag, ...]:
    """All flags of a job, the most pressing first."""
    return (*_pressing(record), *_declared(record))


def _pressing(record: JobRecord) -> Iterator[Flag]:
    if record.error is not None:
        yield Flag("broken", "Broken", "bug", "bad")
    if not record.installed:
        yield Flag("uninstalled", "Not installed", "link-break", "warn")
    elif record.is_changed_since_review:
        yield Flag("changed_since_review", "Changed", "warning", "warn")
    elif not record.enabled and not record.reviewed_version:
        yield Flag("changed_since_review", "Review", "warning", "warn")
    if record.hidden:
        yield Flag("hidden", "Hidden", "eye-slash")


def _declared(record: JobRecord) -> Iterator[Flag]:
    is_set = {
        "hook_receiver": record.is_job_hook_receiver,
        "button_receiver": record.is_job_button_receiver,
        "approval_required": record.approval_required,
        "supports_dryrun": record.supports_dryrun,
        "read_only": record.read_only,
        "has_sensitive_variables": _asks_for_secrets(record),
        "is_singleton": record.is_singleton,
        "long_limits": record.time_limit > _LONG_LIMIT_S,
        "overridden": bool(record.overrides),
    }
    for flag in _DECLARED:
        if is_set[flag.name]:
            yield flag


def _asks_for_secrets(record: JobRecord) -> bool:
    """Nearly every job counts as sensitive until somebody says otherwise; that is no news."""
    if not record.has_sensitive_variables:
        return False
    return "has_sensitive_variables" in record.overrides or any(
        variable.get("sensitive") for variable in record.variables
    )
