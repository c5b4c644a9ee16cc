"""Variables for objects of the inventory; the look-up itself is handed in.

Without a look-up (in the window, on the command line) a key is checked for its shape only and
stays a key.
"""

from __future__ import annotations

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import is_listed, is_mapping, plain, require_storable, shown
from jobdesk.jobs.variables.base import Variable
from jobdesk.jobs.variables.references import NULL

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Protocol

    class ObjectLookup(Protocol):
        """Finds objects of the inventory; raises VariableError in words."""

        def one(self, model: str, key: Any, query_params: Mapping[str, Any]) -> Any:
            """The object with this key (or, for a mapping, the one that matches)."""

        def several(
            self, model: str, keys: Sequence[Any], query_params: Mapping[str, Any]
        ) -> Any:
            """The objects with these keys as a query set."""


_OLD_ARGUMENT = "the argument queryset is old; write model=… instead"


class ObjectVar(Variable, known=True):
    """One object of `model` (a class or "app.Model")."""

    options = ("model", "display_field", "query_params", "null_option")

    def __init__(
        self,
        model: Any = None,
        queryset: Any = None,
        display_field: str = "display",
        query_params: Mapping[str, Any] | None = None,
        null_option: str | None = None,
        **common: Any,
    ) -> None:
        super().__init__(**common)
        if model is None and queryset is not None:
            model = queryset.model
            self.warnings.append(_OLD_ARGUMENT)
        if model is None:
            raise TypeError(f"{type(self).__name__} needs a model")
        self.model_class = None if isinstance(model, str) else model
        self.model = model if isinstance(model, str) else model_label(model)
        self.display_field = display_field
        self.query_params: Mapping[str, Any] | None = query_params
        self.null_option = null_option

    def is_empty(self, raw: object) -> bool:
        """Nothing was chosen, or nothing expressly."""
        return super().is_empty(raw) or raw == [] or self.is_none_on_purpose(raw)

    def is_none_on_purpose(self, raw: object) -> bool:
        """The entry of `null_option` was chosen."""
        return self.null_option is not None and raw in (NULL, [NULL])

    def parse(self, raw: object, objects: ObjectLookup | None = None) -> Any:
        """The object; None where "none" was chosen on purpose."""
        if self.is_none_on_purpose(raw):
            return self.empty
        return super().parse(raw, objects)

    def convert(self, raw: Any) -> Any:
        """The key, or a mapping of look-ups."""
        return _key_from(raw)

    def look_up(self, value: Any, objects: ObjectLookup) -> Any:
        """The object."""
        return objects.one(self.model, value, self.query_params or {})


class MultiObjectVar(ObjectVar, known=True):
    """Several objects of `model`; the job gets a query set."""

    @property
    def empty(self) -> Any:
        """No objects."""
        return []

    def parse(self, raw: object, objects: ObjectLookup | None = None) -> Any:
        """The objects; none at all is an empty query set where the inventory is at hand."""
        value = super().parse(raw, objects)
        return objects.several(self.model, [], {}) if value == [] and objects else value

    def convert(self, raw: Any) -> list[Any]:
        """The keys."""
        items: Any = plain(raw) if hasattr(raw, "model") else raw
        if not is_listed(items):
            raise VariableError("Enter a list of objects.")
        return [_key_from(item) for item in items]

    def look_up(self, value: Any, objects: ObjectLookup) -> Any:
        """The objects as a query set."""
        return objects.several(self.model, value, self.query_params or {})

    def serialize(self, value: Any) -> list[Any]:
        """The keys of the objects."""
        return [plain(item) for item in value]


def model_label(model: Any) -> str:
    """`app.Model` of a model class; for any other class its dotted name."""
    options = getattr(model, "_meta", None)
    label = getattr(options, "label", None)
    if isinstance(label, str):
        return label
    return f"{getattr(model, '__module__', '')}.{getattr(model, '__name__', model)}".lstrip(".")


def _key_from(raw: Any) -> Any:
    """A key (text or whole number), a mapping of look-ups, or the key of an instance."""
    key = getattr(raw, "pk", raw)
    if is_mapping(key):
        key = plain(key)
    elif key is None or is_listed(key) or isinstance(key, bool | float):
        raise VariableError(f"{shown(raw)} is not a key of an object.")
    elif not isinstance(key, int):
        key = str(key).strip()
    try:
        require_storable(key)
    except (ValueError, TypeError, RecursionError) as error:
        raise VariableError(f"{shown(raw)} is not a key of an object.") from error
    return key
