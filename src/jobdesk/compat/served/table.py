"""How the tables of served names are written."""

Names = dict[str, str]
"""A served name and its target, `module:name`."""


def names(door: str, words: str) -> Names:
    """Names that stand in the module `door`; `Old=New` serves New under the name Old."""
    pairs = (word.partition("=") for word in words.split())
    return {name: f"{door}:{other or name}" for name, _, other in pairs}


def placed(package: str, all_names: Names, places: dict[str, str]) -> dict[str, Names]:
    """The package, and each module in it with its share of the names.

    Names that are not served (a place lists all of the original) are left out.
    """
    found = {package: all_names}
    for place, words in places.items():
        share = {name: all_names[name] for name in words.split() if name in all_names}
        found[f"{package}.{place}"] = share
    return found
