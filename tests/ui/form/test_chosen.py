"""Chosen objects, without Qt."""

import pytest

from jobdesk.inventory.options import Match, Reasons, Shown, Sieve
from jobdesk.ui.form.chosen import Chosen, listed_names
from jobdesk.ui.form.object_words import explanation, summary


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a", ["a"]),
        ("a, b;c\td\n\ne", ["a", "b", "c", "d", "e"]),
        ("a\r\na", ["a"]),
        ('"ber-sw-1"', ["ber-sw-1"]),
        ("  ", []),
    ],
)
def test_a_pasted_text_is_a_list_of_names(text, names):
    assert listed_names(text) == names


def test_names_become_keys_each_once():
    chosen = Chosen()
    chosen.put(["a", "k1", "b"])
    one, two = Shown("k1", "A"), Shown("k2", "B")

    chosen.take(Match({"a": one, "k1": one, "b": two}, {}, {"k2": "x = y"}))

    assert chosen.values() == ["k1", "k2"]
    assert chosen.complaint() == "B is not among those where x = y."
    assert chosen.without_wrong() == ["k1"]
    chosen.take(Match({"k1": one, "k2": two}, {}, {}))
    assert chosen.complaint() == ""


def test_many_wrong_ones_are_counted():
    chosen = Chosen()
    chosen.add(Shown(f"k{n}", f"n{n}") for n in range(6))
    shown = {f"k{n}": Shown(f"k{n}", f"n{n}") for n in range(6)}

    chosen.take(Match(shown, {}, dict.fromkeys(shown, "site = X")))

    assert chosen.complaint() == "n0, n1, n2 and 3 more are not among those where site = X."


def test_numbers_in_words():
    sieves = (Sieve("location = Berlin", 12), Sieve("colour = red", None, is_unknown=True))
    none = Reasons("devices", None, sieves, 0)

    assert summary(Reasons("devices", 512, (), 512)) == "512 devices"
    assert summary(Reasons("devices", 512, sieves, 4)) == (
        "4 of 512 devices: location = Berlin"
    )
    assert explanation(none).splitlines() == [
        "None of more than 10,000 devices fits all of this:",
        "  location = Berlin leaves 12",
        "  colour = red is no filter and leaves all",
    ]
    assert explanation(Reasons("devices", 0, (), 0)) == "The inventory has no devices yet."
