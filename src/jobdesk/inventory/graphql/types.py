"""Types: one for each model, with its columns, what it refers to, and what refers to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from graphql import (
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLObjectType,
    GraphQLString,
)

from jobdesk.inventory.filters.params import parts
from jobdesk.inventory.filters.sets import filterset_for
from jobdesk.inventory.graphql.preloading import fields_of, name_of, with_what_is_asked
from jobdesk.inventory.graphql.scalars import ANYTHING, resolver_of, scalar_of, text

_LIMITS = ("limit", "offset")
_OLDER = {"_type": "type"}  # as 2.x spells a filter
_UNSEEN = frozenset({"extras.RunCommit", "extras.ObjectChange"})
_TEXTS = ("display", "url", "address", "prefix", "host")
_REFERENCES = {"primary_ip": "ipam.IPAddress", "location": "dcim.Location"}
_PEERS = ("interface", "frontport", "rearport", "consoleport", "consoleserverport")


class FilterArguments(dict[str, GraphQLArgument]):
    """The arguments of a list: the filters of its model, each there once it is asked for.

    A model has some hundred filters, a query names three.
    """

    def __init__(self, model: Any) -> None:
        number = GraphQLArgument(GraphQLInt)
        super().__init__(limit=number, offset=number)
        self._model = model

    def __contains__(self, name: object) -> bool:
        if not super().__contains__(name):
            meant = _OLDER.get(str(name), str(name))
            if meant in filterset_for(self._model).base_filters:
                self[str(name)] = GraphQLArgument(GraphQLList(ANYTHING))
        return super().__contains__(name)

    def get(self, key: str, default: Any = None) -> Any:
        """The argument of this name."""
        return self[key] if key in self else default  # noqa: SIM401 - looked for there


class Types:
    """The types of all models, made once a process."""

    def __init__(self) -> None:
        self._made: dict[Any, Any] = {}
        self._arguments: dict[Any, FilterArguments] = {}
        self._custom_keys = _custom_keys()
        for model in _models():
            name = f"{model.__name__}Type"
            if name not in {made.name for made in self._made.values()}:
                self._made[model] = GraphQLObjectType(name, self._fields_of(model))

    def query(self) -> GraphQLObjectType:
        """What can be asked for: `device(id: …)` and `devices(filters…)` of each model."""
        fields: dict[str, GraphQLField] = {}
        for model, kind in self._made.items():
            one, many = (
                _variable(str(name))
                for name in (model._meta.verbose_name, model._meta.verbose_name_plural)
            )
            fields.setdefault(many, self._list(model, _all_of(model)))
            by_key = GraphQLField(
                kind, {"id": GraphQLArgument(GraphQLID)}, resolve=_by_key(model)
            )
            fields.setdefault(one, by_key)
        return GraphQLObjectType("Query", fields)

    def _fields_of(self, model: Any) -> Callable[[], dict[str, GraphQLField]]:
        def fields() -> dict[str, GraphQLField]:
            found: dict[str, GraphQLField] = {}
            for field in fields_of(model):
                name = name_of(field)
                if name and not name.startswith("_"):
                    made = self._field(model, field, name)
                    found.update({name: made} if made else {})
            return {**self._worked_out(model), **self._custom(model), **found}

        return fields

    def _field(self, model: Any, field: Any, name: str) -> GraphQLField | None:
        if not field.is_relation:
            return GraphQLField(scalar_of(field), resolve=resolver_of(model, field))
        kind = self._made.get(field.related_model)
        if kind is None:
            return None
        if field.one_to_many or field.many_to_many:
            return self._list(field.related_model, lambda one: getattr(one, name).all())
        return GraphQLField(kind, resolve=lambda one, _info: getattr(one, name, None))

    def _list(self, model: Any, rows: Callable[[Any], Any]) -> GraphQLField:
        def resolve(one: Any, info: Any, **given: Any) -> Any:
            limits = {name: given.pop(name, None) for name in _LIMITS}
            terms = {_OLDER.get(name, name): value for name, value in given.items()}
            found = _narrowed(model, rows(one), terms)
            start, limit = limits["offset"] or 0, limits["limit"]
            if start or limit:
                found = found[start : start + limit if limit else None]
            return list(with_what_is_asked(found, info))  # a query set could be awaited

        field = GraphQLField(GraphQLList(self._made[model]), resolve=resolve)
        field.args = self._arguments.setdefault(model, FilterArguments(model))
        return field

    def _custom(self, model: Any) -> dict[str, GraphQLField]:
        """`cf_owner`: a custom field."""
        meta = model._meta.concrete_model._meta
        return {
            f"cf_{key}": GraphQLField(ANYTHING, resolve=_custom_value(key))
            for key in self._custom_keys.get((meta.app_label, meta.model_name), ())
        }

    def _worked_out(self, model: Any) -> dict[str, GraphQLField]:
        """What is no column: texts, the primary address, what a port is connected to."""
        found = {
            name: GraphQLField(GraphQLString, resolve=_text_of(name))
            for name in _TEXTS
            if hasattr(model, "get_absolute_url" if name == "url" else name)
        }
        for name, label in _REFERENCES.items():
            if hasattr(model, name):
                kind = self._made[apps.get_model(label)]
                found[name] = GraphQLField(kind, resolve=_attribute(name))
        if hasattr(model, "get_config_context"):
            found["config_context"] = GraphQLField(
                ANYTHING, resolve=lambda one, _info: one.get_config_context()
            )
        if hasattr(model, "get_cable_peer"):
            for peer in _PEERS:
                end = apps.get_model("dcim", peer)
                kind, word = self._made[end], _variable(str(end._meta.verbose_name))
                found[f"cable_peer_{word}"] = GraphQLField(
                    kind, resolve=_end(end, lambda one: one.get_cable_peer())
                )
                found[f"connected_{word}"] = GraphQLField(
                    kind, resolve=_end(end, lambda one: one.connected_endpoint)
                )
        return found


def _models() -> Iterable[Any]:
    known = [one for one in apps.get_models() if one._meta.label not in _UNSEEN]
    return sorted(known, key=lambda one: one._meta.proxy)  # names of 1.x after those of 2.x


def _variable(words: str) -> str:
    return words.lower().replace(" ", "_").replace("-", "_")


def _all_of(model: Any) -> Callable[[Any], Any]:
    return lambda _root: model.objects.all()


def _by_key(model: Any) -> Callable[..., Any]:
    def resolve(_root: Any, info: Any, **given: Any) -> Any:
        key = given.get("id")
        try:
            found = model.objects.filter(pk=key) if key else model.objects.none()
        except ValidationError:
            raise GraphQLError(f"{key} is no id.") from None
        return next(iter(with_what_is_asked(found, info)), None)

    return resolve


def _narrowed(model: Any, found: Any, given: dict[str, Any]) -> Any:
    for part in parts(model, given):
        if part.problem:
            raise GraphQLError(part.problem)
        found = part.on(found)
    return found.distinct() if given else found


def _custom_keys() -> dict[tuple[str, str], list[str]]:
    """The custom fields of each kind, as far as GraphQL can spell them."""
    from jobdesk.inventory.extras.models import CustomField

    found: dict[tuple[str, str], list[str]] = {}
    kinds = ("content_types__app_label", "content_types__model")
    for key, *kind in CustomField.objects.values_list("key", *kinds):
        if key.isascii() and f"cf_{key}".isidentifier():
            found.setdefault((kind[0], kind[1]), []).append(key)
    return found


def _custom_value(key: str) -> Callable[..., Any]:
    return lambda one, _info: one.cf.get(key)


def _attribute(name: str) -> Callable[..., Any]:
    return lambda one, _info: getattr(one, name)


def _text_of(name: str) -> Callable[..., Any]:
    if name == "url":
        return lambda one, _info: one.get_absolute_url(api=True)
    return lambda one, _info: text(getattr(one, name))


def _end(model: Any, peer_of: Callable[[Any], Any]) -> Callable[..., Any]:
    """What is at the other end, if it is of this kind."""

    def resolve(one: Any, _info: Any) -> Any:
        peer = peer_of(one)
        return peer if isinstance(peer, model) else None

    return resolve
