"""Whether a change fires a hook, and why not. Pure: it reads nothing and writes nothing.

A condition is a document: `{"field": "status"}` (it changed), with `"from"` and `"to"` for its
values, or `{"expression": "after.name.startswith('ams')"}`. All of a hook's conditions must
hold. Values are what people call them: "Active" for the key of a status.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jobdesk.errors import Refused
from jobdesk.inventory.outbox import Change
from jobdesk.models.hook_records import HookRecord

_KEYS = frozenset({"field", "from", "to", "expression"})
_DONE = {"create": "created", "update": "updated", "delete": "deleted"}
_SHORT = 60  # characters of a value in a sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a hook fires for a change, and the reason in words.

    Attributes:
        is_near: it is worth a line in the hook's trace.
    """

    fires: bool
    reason: str
    is_near: bool = True


def check_conditions(conditions: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is wrong with them, in words."""
    return [
        f"Condition {number}: {wrong}"
        for number, one in enumerate(conditions, 1)
        if (wrong := _wrong(one))
    ]


def _wrong(condition: Mapping[str, Any]) -> str:
    if unknown := condition.keys() - _KEYS:
        return f"there is no such part as {', '.join(sorted(unknown))}."
    if "expression" in condition:
        if len(condition) > 1:
            return "write either an expression or a field, not both."
        from jobdesk.inventory.sandbox import check_expression

        try:
            check_expression(str(condition["expression"]))
        except Refused as error:
            return f"the expression cannot be read: {error}"
        return ""
    name = condition.get("field")
    if not isinstance(name, str) or not name.strip():
        return "name a field, or write an expression."
    return ""


def judge(hook: HookRecord, change: Change, depth: int = 0) -> Verdict:
    """Whether a hook fires for a change.

    Args:
        hook: the hook.
        change: one entry of the change log.
        depth: how many hooks stand between a person and the change; 0: a person's own.
    """
    fields = hook.fields
    if change.object_type not in fields.object_types:
        wanted = _listed(fields.object_types, "or")
        return Verdict(False, f"It is a {change.object_type}, not a {wanted}.", is_near=False)
    done = _DONE.get(change.action, change.action)
    if not fields.enabled:
        return Verdict(False, "The hook is switched off.")
    if change.time < hook.since:
        words = "It is older than the hook, or was made while it was off."
        return Verdict(False, words, is_near=False)
    if change.action not in fields.actions:
        fires = _listed([_DONE[one] for one in fields.actions], "or")
        return Verdict(False, f"It was {done}; the hook fires for what was {fires}.")
    if depth > fields.max_depth:
        return Verdict(False, _too_deep(depth, fields.max_depth))
    reasons: list[str] = []
    for condition in fields.conditions:
        holds, reason = _holds(condition, change)
        if not holds:
            return Verdict(False, reason)
        reasons.append(reason)
    return Verdict(True, " ".join([f"The {change.object_type} was {done}.", *reasons]))


def _too_deep(depth: int, limit: int) -> str:
    if limit == 0:
        return "A run of a hook made it, and this hook does not follow those."
    return f"It is {depth} hooks deep; this hook follows at most {limit}."


def _holds(condition: Mapping[str, Any], change: Change) -> tuple[bool, str]:
    if "expression" in condition:
        return _expression_holds(str(condition["expression"]), change)
    name = str(condition["field"])
    known = {*change.before, *change.after}
    if name not in known:
        return False, f"A {change.object_type} has no field {name}."
    if name not in change.changed_fields:
        return False, f"{name} did not change."
    old = change.shown(name, change.before.get(name))
    new = change.shown(name, change.after.get(name))
    turned = f"{name} went from {_quoted(old)} to {_quoted(new)}"
    for key, raw, value in (
        ("from", change.before.get(name), old),
        ("to", change.after.get(name), new),
    ):
        if key in condition and not _is_same(condition[key], raw, value):
            wanted = _quoted(condition[key])
            return False, f"{turned}, not {key} {wanted}."
    return True, f"{turned}."


def _expression_holds(text: str, change: Change) -> tuple[bool, str]:
    from jobdesk.inventory.sandbox import is_true

    names = {
        "before": {name: change.shown(name, v) for name, v in change.before.items()},
        "after": {name: change.shown(name, v) for name, v in change.after.items()},
        "changed": list(change.changed_fields),
        "action": change.action,
        "user": change.user,
        "object": change.object_text,
    }
    try:
        holds = is_true(text, names)
    except Refused as error:
        return False, f"The expression “{_cut(text)}” failed: {error}"
    return holds, f"The expression “{_cut(text)}” is {'true' if holds else 'false'}."


def _is_same(wanted: Any, raw: Any, shown: Any) -> bool:
    return any(_text(wanted) == _text(value) for value in (raw, shown))


def _text(value: Any) -> str:
    """The value as somebody would write it in a condition."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(value: Any) -> str:
    text = _text(value)
    return f"“{_cut(text)}”" if text else "nothing"


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _listed(names: Iterable[str], word: str) -> str:
    *first, last = list(names) or ["nothing"]
    return f"{', '.join(first)} {word} {last}" if first else last


def condition_text(condition: Mapping[str, Any]) -> str:
    """A condition as a person would say it."""
    if "expression" in condition:
        return str(condition["expression"])
    words = f"{condition.get('field', '')} changed"
    for key in ("from", "to"):
        if key in condition:
            words += f" {key} {_quoted(condition[key])}"
    return words
