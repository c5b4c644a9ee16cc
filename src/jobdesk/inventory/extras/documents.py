"""Checks a document by a schema: the words of JSON Schema that are used. No Django here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_TOLD = frozenset({"$schema", "$id", "title", "description", "default", "examples", "format"})


def unknown_words(schema: Any) -> set[str]:
    """What a schema says that is not understood here: `$ref`, say."""
    if not isinstance(schema, dict):
        return set()
    found = {word for word in schema if word not in _RULES and word not in _TOLD}
    for word in ("properties", "patternProperties"):
        for inner in schema.get(word, {}).values():
            found |= unknown_words(inner)
    for word in ("items", "additionalProperties", "not"):
        found |= unknown_words(schema.get(word))
    for word in ("anyOf", "allOf", "oneOf"):
        for inner in schema.get(word, ()):
            found |= unknown_words(inner)
    return found


def problems(value: Any, schema: Any, path: str = "") -> Iterator[str]:
    """What is wrong with a document, each with the way to it: `ntp.servers[0]: …`."""
    if schema is False:
        yield _at(path, "nothing may be here")
    if not isinstance(schema, dict):
        return
    for word, wanted in schema.items():
        rule = _RULES.get(word)
        if rule is not None:
            yield from rule(value, wanted, path, schema)


def _at(path: str, words: str) -> str:
    return f"{path or 'The document'}: {words}."


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES.get(kind, ()))


def _type(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    kinds = wanted if isinstance(wanted, list) else [wanted]
    if not any(_is(value, kind) for kind in kinds):
        yield _at(path, f"{value!r} is no {' or '.join(kinds)}")


def _enum(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if value not in wanted:
        yield _at(path, f"{value!r} is none of {', '.join(map(str, wanted))}")


def _const(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if value != wanted:
        yield _at(path, f"{value!r} is not {wanted!r}")


def _required(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    missing = [name for name in wanted if isinstance(value, dict) and name not in value]
    if missing:
        yield _at(path, f"{', '.join(missing)} is missing")


def _properties(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if isinstance(value, dict):
        for name, inner in wanted.items():
            if name in value:
                yield from problems(value[name], inner, f"{path}.{name}".lstrip("."))


def _patterns(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if isinstance(value, dict):
        for pattern, inner in wanted.items():
            for name in (one for one in value if re.search(pattern, one)):
                yield from problems(value[name], inner, f"{path}.{name}".lstrip("."))


def _additional(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name in value:
        if name in known or any(re.search(pattern, name) for pattern in patterns):
            continue
        if wanted is False:
            yield _at(path, f"{name} is not known")
        else:
            yield from problems(value[name], wanted, f"{path}.{name}".lstrip("."))


def _items(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from problems(inner, wanted, f"{path}[{place}]")


def _unique(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if wanted and isinstance(value, list) and any(value.count(one) > 1 for one in value):
        yield _at(path, "a value is there twice")


def _bound(
    kinds: tuple[type, ...], fits: Callable[[Any, Any], bool], words: str
) -> Callable[[Any, Any, str, Any], Iterator[str]]:
    def rule(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
        del schema
        is_meant = isinstance(value, kinds) and not isinstance(value, bool)
        if is_meant and not fits(value, wanted):
            yield _at(path, f"{value!r} is {words} {wanted}")

    return rule


def _choices(word: str) -> Callable[[Any, Any, str, Any], Iterator[str]]:
    def rule(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
        del schema
        fitting = sum(1 for inner in wanted if not list(problems(value, inner, path)))
        enough = {"anyOf": fitting > 0, "allOf": fitting == len(wanted), "oneOf": fitting == 1}
        if not enough[word]:
            yield _at(path, f"it fits {fitting} of {len(wanted)} forms ({word})")

    return rule


def _not(value: Any, wanted: Any, path: str, schema: Any) -> Iterator[str]:
    del schema
    if not list(problems(value, wanted, path)):
        yield _at(path, "it has a form that is forbidden")


_NUMBERS = (int, float)
_RULES: Mapping[str, Callable[[Any, Any, str, Any], Iterator[str]]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "properties": _properties,
    "patternProperties": _patterns,
    "additionalProperties": _additional,
    "items": _items,
    "uniqueItems": _unique,
    "minimum": _bound(_NUMBERS, lambda v, w: v >= w, "less than"),
    "maximum": _bound(_NUMBERS, lambda v, w: v <= w, "more than"),
    "minLength": _bound((str,), lambda v, w: len(v) >= w, "shorter than"),
    "maxLength": _bound((str,), lambda v, w: len(v) <= w, "longer than"),
    "minItems": _bound((list,), lambda v, w: len(v) >= w, "shorter than"),
    "maxItems": _bound((list,), lambda v, w: len(v) <= w, "longer than"),
    "pattern": _bound((str,), lambda v, w: re.search(w, v) is not None, "no match of"),
    "anyOf": _choices("anyOf"),
    "allOf": _choices("allOf"),
    "oneOf": _choices("oneOf"),
    "not": _not,
}
