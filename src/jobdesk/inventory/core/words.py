"""How objects and kinds of objects are spoken of."""

from __future__ import annotations

from typing import Any

_VOWELS = "aeio"  # not u: a unit
_SPOKEN = ("RIR", "SN", "MAC")  # letters that are said as words that begin with a vowel


def kind_of(thing: Any) -> str:
    """What an object or model is, in words: "device type", "VLAN"."""
    return str(thing._meta.verbose_name)


def with_article(words: str, *, is_first: bool = True) -> str:
    """An interface, A VLAN; in the middle of a sentence in lower case."""
    is_vowel = words[:1].lower() in _VOWELS or words.startswith(_SPOKEN)
    article = "an" if is_vowel else "a"
    return f"{article.capitalize() if is_first else article} {words}"
