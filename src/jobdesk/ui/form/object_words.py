"""How many objects can be chosen and why, in words. No Qt in this file."""

from jobdesk.inventory.options import COUNTED, Reasons


def number(count: int | None) -> str:
    """`1,204`, or that there are too many to count at once."""
    return f"more than {COUNTED:,}" if count is None else f"{count:,}"


def summary(reasons: Reasons) -> str:
    """`4 of 512 devices: location = Berlin, role = Core`; without filters the number alone."""
    filters = ", ".join(one.words for one in reasons.sieves if not one.is_unknown)
    if not filters:
        return f"{number(reasons.all)} {reasons.kinds}"
    return f"{number(reasons.left)} of {number(reasons.all)} {reasons.kinds}: {filters}"


def explanation(reasons: Reasons) -> str:
    """Why nothing can be chosen, a line for each filter."""
    if not reasons.sieves or reasons.all == 0:
        return f"The inventory has no {reasons.kinds} yet."
    lines = [f"None of {number(reasons.all)} {reasons.kinds} fits all of this:"]
    for one in reasons.sieves:
        if one.problem:
            lines.append(f"  {one.problem}")
        elif one.is_unknown:
            lines.append(f"  {one.words} is no filter and leaves all")
        else:
            lines.append(f"  {one.words} leaves {number(one.left)}")
    return "\n".join(lines)


def unknown_filters(reasons: Reasons) -> str:
    """What the job asks for and nobody understands."""
    names = [one.words for one in reasons.sieves if one.is_unknown]
    return f"No filter, so without effect: {', '.join(names)}." if names else ""
