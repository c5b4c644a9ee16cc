"""Take secrets out of text that is about to be kept.

Linear in the length of the text: each pattern starts only where a word starts or a key word
stands, and consumes what it looked at. The rules are those of the original (whatever stands
before an @, and what follows words like password), and beyond it key=value and key:value.
"""

from __future__ import annotations

import re
from functools import cache

from jobdesk.jobs.plain import is_listed, is_mapping

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

REPLACEMENT = "(redacted)"
MASK = "********"  # stands for a value that is not kept
SHORTEST_SECRET = 4  # shorter ones would black out ordinary words

# A run of non-blanks up to an @ that follows it, also after blanks; an URL keeps its scheme.
# The look-behind keeps it linear: inside a word no other start can find more.
_BEFORE_AT = r"(?:(?<!\S)|(?<=@))(https?://)?(?:\S+(?:\s*@)+)++"

_SPOKEN = r"(?:username|password|passwd|passphrase|pwd|secrets?|token)"
_WRITTEN = r"(?:api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|authorization|credentials?)"
# password: x, password=x, "password": "x"; after spoken words also "password is x", "secret x".
_ASSIGNED = r"[\"']?\s*(?:=>|[:=]=?)\s*"
_SAID = r"[\"']?(?:\s+is.?)?\s+"
_LABEL = rf"(?:(?:{_SPOKEN}|{_WRITTEN}){_ASSIGNED}|{_SPOKEN}{_SAID})"
_QUOTED = r"\"[^\"\n]{0,2000}\"|'[^'\n]{0,2000}'"
_SCHEME = r"(?:(?:bearer|basic|digest|negotiate)\s+)?"
_VALUE = rf"(?:{re.escape(REPLACEMENT)}|(?:{_LABEL})*{_SCHEME}(?:{_QUOTED}|\S+))"
_AFTER_WORD = rf"({_LABEL}){_VALUE}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: that takes as long as all the rest of the file."""
    return re.compile(pattern, re.IGNORECASE)


def redact(text: str) -> str:
    """`text` without what looks like a secret; doing it twice changes nothing more."""
    if _has_key_word(text.lower()):
        text = _compiled(_AFTER_WORD).sub(rf"\1{REPLACEMENT}", text)
    if "@" in text:
        text = _compiled(_BEFORE_AT).sub(rf"\1{REPLACEMENT}@", text)
    return text


def _has_key_word(low: str) -> bool:
    """A part of each key word stands in this lower case text.

    Spelled out: a loop takes twice the time. Words that share letters are asked for together.
    """
    return (
        "pass" in low  # password, passwd, passphrase
        or ("ke" in low and ("token" in low or "key" in low))
        or ("cre" in low and ("secret" in low or "credential" in low))
        or "pwd" in low
        or "username" in low
        or "authorization" in low
    )


class Redactor:
    """Redacts by the rules, and exactly the secret values of one run."""

    def __init__(self, exact: Iterable[str] = ()) -> None:
        forms = {form for value in exact for form in _forms(value)}
        kept = sorted((form for form in forms if _is_worth_hiding(form)), key=len, reverse=True)
        self._exact = re.compile("|".join(map(re.escape, kept))) if kept else None

    def __call__(self, text: str) -> str:
        """`text` without secrets."""
        if self._exact is not None:
            text = self._exact.sub(REPLACEMENT, text)
        if "@" in text or _has_key_word(text.lower()):
            return redact(text)
        return text

    def exact(self, text: str) -> str:
        """`text` without the known secret values; the rules are not applied."""
        return text if self._exact is None else self._exact.sub(REPLACEMENT, text)

    def tree(self, value: Any) -> Any:
        """A JSON value with every text in it redacted."""
        if isinstance(value, str):
            return self(value)
        if is_mapping(value):
            return {self.exact(str(key)): self.tree(item) for key, item in value.items()}
        if is_listed(value):
            return [self.tree(item) for item in value]
        return value


def _forms(value: str) -> set[str]:
    """How a secret may stand in a text: as it is, stripped, and as repr and JSON write it."""
    return {value, value.strip(), repr(value)[1:-1], value.replace("\n", "\\n")}


def _is_worth_hiding(form: str) -> bool:
    return len(form) >= SHORTEST_SECRET and form not in REPLACEMENT and form != MASK
