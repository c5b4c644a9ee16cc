"""The FilterSet of an inventory model: its filters are made when they are asked for.

A model has some hundred filters, a request uses three: making all of them for each use would
cost more than the query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import django_filters

from jobdesk.inventory.filters.naming import filter_named, names_of

_FilterSet: Any = django_filters.FilterSet


class LazyFilters(dict[str, Any]):
    """The filters of a model by name; made at the first look."""

    def __init__(self, model: Any, declared: Mapping[str, Any]) -> None:
        super().__init__(declared)
        self.model = model
        self.declared = dict(declared)
        self._is_whole = False

    def __missing__(self, name: str) -> Any:
        found = filter_named(self.model, name, self.declared)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """The filter of this name."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None

    def only(self, names: Any) -> dict[str, Any]:
        """Those of these names that there are."""
        found = {name: self.get(name) for name in names}
        return {name: one for name, one in found.items() if one is not None}

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole().keys())

    def __len__(self) -> int:
        return len(self._whole())

    def keys(self) -> Any:
        """The names of all."""
        return self._whole().keys()

    def items(self) -> Any:
        """All of them."""
        return self._whole().items()

    def values(self) -> Any:
        """All filters."""
        return self._whole().values()

    def __deepcopy__(self, memo: Any) -> dict[str, Any]:
        import copy

        return {name: copy.deepcopy(one, memo) for name, one in self.items()}

    def _whole(self) -> dict[str, Any]:
        plain = dict[str, Any]
        if not self._is_whole:
            for name in names_of(self.model, self.declared):
                dict.setdefault(self, name, filter_named(self.model, name, self.declared))
            self._is_whole = True
        return plain(zip(dict.keys(self), dict.values(self), strict=True))


class InventoryFilterSet(_FilterSet):
    """Filters a model as the list of the REST API does; `Meta.model` names it."""

    def __init__(self, data: Any = None, queryset: Any = None, **more: Any) -> None:
        if data is not None:
            self.base_filters = type(self).base_filters_of(data)
        super().__init__(data, queryset, **more)

    @classmethod
    def base_filters_of(cls, names: Any) -> dict[str, Any]:
        """The filters of these names."""
        whole: Any = cls.base_filters
        return whole.only(names) if isinstance(whole, LazyFilters) else whole

    @classmethod
    def get_filters(cls) -> Any:
        """All that the model gives, those by hand, and those that an author declared."""
        model = cls._meta.model
        if model is None:
            return cls.declared_filters.copy()
        from jobdesk.inventory.filters.special import by_hand

        return LazyFilters(model, {**by_hand(model), **cls.declared_filters})
