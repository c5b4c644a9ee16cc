"""How values look in lists: states as icon, colour and word; others as words."""

from __future__ import annotations

from dataclasses import dataclass

from jobdesk.inventory.desk.records import FieldInfo, FieldType, Value
from jobdesk.ui.theme import Look

_STATES: dict[str, tuple[str, str]] = {
    "active": ("check-circle-fill", "ok"),
    "connected": ("check-circle-fill", "ok"),
    "available": ("check-circle-fill", "ok"),
    "planned": ("circle-dashed", "idle"),
    "reserved": ("circle-dashed", "idle"),
    "inventory": ("circle-dashed", "idle"),
    "staged": ("circle-half", "warn"),
    "staging": ("circle-half", "warn"),
    "provisioning": ("circle-half", "warn"),
    "maintenance": ("wrench", "warn"),
    "decommissioning": ("warning", "warn"),
    "deprovisioning": ("warning", "warn"),
    "deprecated": ("warning", "warn"),
    "offline": ("prohibit", "idle"),
    "decommissioned": ("prohibit", "idle"),
    "retired": ("prohibit", "idle"),
    "failed": ("x-circle-fill", "bad"),
}
_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER)
NOTHING = "\N{EN DASH}"
STATUS = "extras.status"


@dataclass(frozen=True, slots=True)
class CellLook:
    """All that is painted of a cell; asked for at once, since each question costs.

    Attributes:
        words: its text.
        look: a state: icon, colour and word.
        colour: of a dot before the words: six digits; empty for none.
        is_link: it names another object.
        problem: why what was typed here is refused.
    """

    words: str
    look: Look | None = None
    colour: str = ""
    is_strong: bool = False
    is_quiet: bool = False
    is_right: bool = False
    is_link: bool = False
    problem: str = ""


def cell_look(field: FieldInfo, value: Value, *, is_title: bool) -> CellLook:
    """How a value looks in the column of its field."""
    if not value.text:
        return CellLook(NOTHING, is_quiet=True, is_right=is_right(field))
    if field.related == STATUS and len(value.references) == 1:
        return CellLook(value.text, look=state_look(value))
    if field.type is FieldType.BOOLEAN:
        is_on = value.plain is True
        glyph = ("check", "text2") if is_on else ("minus", "idle")
        return CellLook(value.text, look=Look(*glyph, value.text))
    if field.type is FieldType.COLOUR:
        return CellLook(value.text, colour=value.text)
    return CellLook(
        value.text,
        colour=value.colour if field.related == "extras.tag" else "",
        is_strong=is_title,
        is_quiet=not is_title,
        is_right=is_right(field),
        is_link=bool(value.references),
    )


def state_look(value: Value) -> Look | None:
    """A state that is known by its name; others have a dot in their own colour."""
    icon, token = _STATES.get(value.text.lower(), ("circle", "text2"))
    return Look(icon, token, value.text)


def is_right(field: FieldInfo) -> bool:
    """Numbers line up at the right."""
    return field.type in _NUMBERS
