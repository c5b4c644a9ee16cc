"""What administrators write in Jinja2 (conditions of hooks, texts of buttons), in a sandbox.

It reaches no private names, no changing methods, and cannot make texts or numbers without end.
Jinja2 is imported when the first one is compiled.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jobdesk.errors import Refused

_MOST = 1_000_000  # characters, elements, or the size of a number that a template may make
_KEPT = 256  # compiled ones
_LONG = 300  # characters of a reason


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would take all memory or time."""
        if _is_too_much(operator, left, right):
            raise SecurityError(f"{operator} would make something far too large")
        return super().call_binop(context, operator, left, right)


def _is_too_much(operator: str, left: Any, right: Any) -> bool:
    if operator == "**":
        return (
            not (_is_number(left) and _is_number(right)) or abs(right) > 64 or abs(left) > 1e6
        )
    for one, other in ((left, right), (right, left)):
        if hasattr(one, "__len__") and isinstance(other, int):
            return len(one) * other > _MOST
    return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


_EXPRESSIONS = _Sandbox(undefined=Undefined)
_TEXTS = _Sandbox(undefined=Undefined, autoescape=False)  # shown as plain text


def check_expression(text: str) -> None:
    """Say whether it can be read.

    Raises:
        Refused: what is wrong with it.
    """
    _compiled(text)


def is_true(text: str, names: Mapping[str, Any]) -> bool:
    """What an expression says.

    Raises:
        Refused: it cannot be read, or fails with these values.
    """
    return bool(_guarded(lambda: _compiled(text)(**names)))


def check_text(text: str) -> None:
    """Say whether a template can be read.

    Raises:
        Refused: what is wrong with it.
    """
    _guarded(lambda: _template(text))


def render(text: str, names: Mapping[str, Any]) -> str:
    """A template with these names, without space around it.

    Raises:
        Refused: it cannot be read, or fails with these values.
    """
    return _guarded(lambda: _template(text).render(**names)).strip()


@lru_cache(_KEPT)
def _compiled(text: str) -> Callable[..., Any]:
    return _guarded(lambda: _EXPRESSIONS.compile_expression(text, undefined_to_none=True))


@lru_cache(_KEPT)
def _template(text: str) -> Any:
    return _TEXTS.from_string(text)


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except TemplateError as error:
        raise Refused(_words(error)) from error
    except Exception as error:  # a border: what a template does with an object is its author's
        raise Refused(f"{type(error).__name__}: {_words(error)}") from error


def _words(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
