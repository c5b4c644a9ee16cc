"""What all variables have in common: declared data with one verb, `parse`.

No widget is known here. A variable is described as JSON and built again from it, so that form
and command line check inputs without importing job code.
"""

from __future__ import annotations

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import plain

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Self

    from jobdesk.jobs.variables.objects import ObjectLookup

KNOWN_TYPES: dict[str, type[Variable]] = {}  # the types that JobDesk brings, by name
_UNSET: Any = object()


class Variable:
    """One input of a job.

    Attributes:
        name: the attribute it is declared as.
        options: names of the attributes that only this type has; they are described.
        takes_text: an empty text or blanks count as "nothing given".
        warnings: what the author should know about how it was declared.
    """

    name: str = ""
    options: tuple[str, ...] = ()
    takes_text: bool = True

    def __init__(
        self,
        *,
        label: str = "",
        description: str = "",
        default: Any = None,
        required: bool = True,
        widget: Any = None,
        sensitive: bool = False,
        visible_if: Mapping[str, Any] | None = None,
    ) -> None:
        del widget  # belongs to the web; the window chooses an editor by type
        self._label = str(label or "")
        self.description = str(description or "")
        self.default = default
        self.required = bool(required)
        self.sensitive = bool(sensitive)
        self.visible_if = visible_if
        self.default_is_in_code = False
        self.warnings: list[str] = []
        self._described_default: Any = _UNSET
        self._described_type = ""

    def __init_subclass__(cls, known: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if known:
            KNOWN_TYPES[cls.__name__] = cls

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    # -- values ------------------------------------------------------------------------------

    @property
    def empty(self) -> Any:
        """What the job gets when nothing is given for an optional variable."""
        return None

    def parse(self, raw: object, objects: ObjectLookup | None = None) -> Any:
        """The value that the job gets for `raw`.

        Raises:
            VariableError: it does not fit; the message is for the user.
        """
        if self.is_empty(raw):
            if self.required:
                raise VariableError("This field is required.")
            return self.empty
        value = self.convert(raw)
        return value if objects is None else self.look_up(value, objects)

    def is_empty(self, raw: object) -> bool:
        """Nothing was given."""
        return raw is None or (self.takes_text and isinstance(raw, str) and not raw.strip())

    def is_none_on_purpose(self, raw: object) -> bool:  # noqa: ARG002 - for ObjectVar
        """The entry of `null_option` was chosen; the job gets None, the word is kept."""
        return False

    def convert(self, raw: Any) -> Any:
        """The value for a `raw` that is not empty; subclasses check and convert here."""
        return raw

    def look_up(self, value: Any, objects: ObjectLookup) -> Any:  # noqa: ARG002 - for ObjectVar
        """What the job gets for a converted value where the inventory is at hand."""
        return value

    def serialize(self, value: Any) -> Any:
        """`value` as plain JSON, which `parse` takes again."""
        return plain(value)

    def to_wire(self, value: Any) -> Any:
        """As `serialize`, with all that the worker needs but no record keeps."""
        return self.serialize(value)

    def raw_default(self) -> Any:
        """The default in the form that `parse` takes; None means there is none."""
        if self._described_default is not _UNSET:
            return self._described_default
        default = self.default() if callable(self.default) else self.default
        return None if default is None else self.serialize(default)

    # -- description -------------------------------------------------------------------------

    @property
    def label(self) -> str:
        """What stands before the field."""
        text = self._label or self.name.replace("_", " ")
        return text if self._label else text[:1].upper() + text[1:]

    @property
    def type_name(self) -> str:
        """The name of its class."""
        return self._described_type or type(self).__name__

    @property
    def base_type(self) -> str:
        """The name of the nearest class that JobDesk brings."""
        return next((c.__name__ for c in type(self).__mro__ if c.__name__ in KNOWN_TYPES), "")

    @property
    def is_dynamic(self) -> bool:
        """A part of the description is worked out each time, so a stored one may be stale."""
        return callable(self.default)

    def describe(self) -> dict[str, Any]:
        """The variable as JSON; a default that is a secret is only said to exist."""
        default = self.raw_default()
        hides_default = self.default_is_in_code or (self.sensitive and default is not None)
        entry: dict[str, Any] = {
            "name": self.name,
            "type": self.type_name,
            "label": self.label,
            "description": self.description,
            "required": self.required,
            "default": None if hides_default else default,
            "sensitive": self.sensitive,
        }
        if self.base_type != entry["type"]:
            entry["base_type"] = self.base_type
        if hides_default:
            entry["default_is_in_code"] = True
        if self.visible_if:
            entry["visible_if"] = plain(self.visible_if)
        if self.is_dynamic:
            entry["dynamic"] = True
        for option in self.options:
            value = getattr(self, option)
            if value is not None:
                entry[option] = plain(value)
        return entry

    @classmethod
    def from_description(cls, entry: Mapping[str, Any]) -> Self:
        """The variable that `entry` describes, without the author's code."""
        options = {option: entry[option] for option in cls.options if option in entry}
        variable = cls(
            **options,
            label=entry.get("label", ""),
            description=entry.get("description", ""),
            required=entry.get("required", True),
            sensitive=entry.get("sensitive", False),
            visible_if=entry.get("visible_if"),
        )
        variable.name = str(entry["name"])
        variable.default_is_in_code = bool(entry.get("default_is_in_code"))
        variable._described_default = entry.get("default")
        variable._described_type = str(entry.get("type", ""))
        return variable

    def named(self, name: str) -> Self:
        """This variable under `name`: itself, or a copy when it is shared by two attributes."""
        if self.name == name:
            return self
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        copy.name = name
        return copy


def text_from(raw: object) -> str:
    """`raw` as text that can be kept.

    Raises:
        VariableError: it is no text and no number, or holds what cannot be stored.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise VariableError("Enter text.")
    try:
        text = str(raw)
        text.encode("utf-8")
    except ValueError as error:
        raise VariableError("This text cannot be stored.") from error
    if "\0" in text:
        raise VariableError("A text cannot hold the null character.")
    return text
