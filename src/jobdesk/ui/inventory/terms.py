"""Terms of the filter line: what is typed, and the REST parameters that it stands for. No Qt.

status:active  role:!Endpoint  vid>100  name~core  name__isw=ber  "free text"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jobdesk.inventory.desk.records import FieldInfo, FieldType, KindShape, Terms

SEARCH = "q"
_TERM = re.compile(r"^([A-Za-z_][\w]*)(:!|!=|>=|<=|:|=|>|<|~)(.*)$", re.DOTALL)
_BY_NAME = (
    FieldType.REFERENCE,
    FieldType.REFERENCES,
    FieldType.CHOICE,
    FieldType.CHOICES,
    FieldType.BOOLEAN,
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.DATE,
    FieldType.ADDRESS,
)
_MORE = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
_WORDS = {":": "", "=": "", ":!": "not ", "!=": "not ", "~": "has "}


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a filter.

    Attributes:
        name: of a field, or a parameter; empty for free text.
        sign: between name and value.
        value: without its quotes.
        key: of the object that the value names, where it was chosen and not typed.
    """

    name: str
    sign: str
    value: str
    key: str = ""

    @property
    def text(self) -> str:
        """As it is typed."""
        value = f'"{self.value}"' if " " in self.value else self.value
        return f"{self.name}{self.sign}{value}" if self.name else value

    @property
    def words(self) -> str:
        """As a chip says it."""
        if not self.name:
            return f"“{self.value}”"
        if self.sign in _MORE:
            return f"{self.name} {self.sign} {self.value}"
        return f"{self.name}: {_WORDS[self.sign]}{self.value}"


def read_term(text: str) -> Term | None:
    """The term that a piece of text is; None for nothing."""
    text = text.strip()
    if not text:
        return None
    found = _TERM.match(text)
    if found is None:
        return Term("", "", _bare(text))
    name, sign, value = found.groups()
    return Term(name, sign, _bare(value))


def read_terms(text: str) -> list[Term]:
    """All terms of a line; blanks inside quotes belong to a value. REST queries too."""
    if "&" in text and " " not in text.strip():
        pieces = text.strip().lstrip("?").split("&")
    else:
        pieces = _pieces(text)
    terms = (read_term(piece) for piece in pieces)
    return [term for term in terms if term is not None]


def _pieces(text: str) -> list[str]:
    return re.findall(r'(?:[^\s"]|"[^"]*"?)+', text)


def _bare(value: str) -> str:
    return value.strip().strip('"').strip()


def text_of(terms: Iterable[Term]) -> str:
    """Terms as one line."""
    return " ".join(term.text for term in terms)


def problem_of(term: Term, shape: KindShape) -> str:
    """Why a term means nothing, in a sentence; empty when it does."""
    if not term.name:
        return ""
    if not term.value:
        return f"What should {term.name} be?"
    key = _parameter(term, _field(term, shape))[0]
    if key in shape.filters or key.endswith("__has"):
        return ""
    kind = f"{shape.kind.plural[0].lower()}{shape.kind.plural[1:]}"
    if "__" in term.name and term.name.split("__")[0] in shape.filters:
        return ""  # over several objects: the inventory knows
    if term.name in shape.filters:
        return f"{term.name} cannot be compared by {term.sign}."
    return f"No filter {term.name} for {kind}.{_near(term.name, shape.filters)}"


def _field(term: Term, shape: KindShape) -> FieldInfo | None:
    return next((field for field in shape.columns if field.name == term.name), None)


def _near(name: str, known: Iterable[str]) -> str:
    import difflib

    plain = [one for one in known if "__" not in one]
    found = difflib.get_close_matches(name, plain, 1)
    return f" Is {found[0]} meant?" if found else ""


def parameters(terms: Iterable[Term], shape: KindShape) -> Terms:
    """What the inventory is asked."""
    return tuple(_parameter(term, _field(term, shape)) for term in terms if term.value)


def _parameter(term: Term, field: FieldInfo | None) -> tuple[str, str]:
    if not term.name:
        return SEARCH, term.value
    is_by_name = field is None or field.type in _BY_NAME
    if term.sign in _MORE:
        return f"{term.name}__{_MORE[term.sign]}", term.value
    if term.sign == "~":
        is_reference = field is not None and bool(field.related)
        return f"{term.name}__{'has' if is_reference else 'ic'}", term.value
    if term.sign == "!=":
        return f"{term.name}__n", term.value
    if term.sign == ":!":
        return f"{term.name}__{'n' if is_by_name else 'nic'}", term.value
    if term.sign == "=" or is_by_name:
        return term.name, term.key or term.value
    return f"{term.name}__ic", term.value
