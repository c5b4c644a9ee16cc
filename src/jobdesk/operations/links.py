"""What a link means: `jobdesk://run/812` is a run, `jobdesk://run/<job>?…` a filled form.

Nothing is run by a link: a person presses Run.
"""

from urllib.parse import urlsplit

from jobdesk.errors import Refused
from jobdesk.operations.calls import SCHEME, Call
from jobdesk.operations.pasted import read_call

_FORM = "A link has the form jobdesk://run/812 or jobdesk://run/<job>?data=…"
_LONGEST_NO = 12  # digits of a run's number


def read_link(text: str) -> int | Call:
    """The number of a run, or a job with inputs.

    Raises:
        Refused: it is no link of JobDesk, in words.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        raise Refused(_FORM) from None
    if parts.scheme.lower() != SCHEME:
        raise Refused(_FORM)
    named = parts.path.strip("/")
    if parts.netloc == "run" and named.isascii() and named.isdecimal():
        if len(named) > _LONGEST_NO:
            raise Refused("No run has so large a number.")
        return int(named)
    if parts.netloc == "job":  # as people write it
        text = text.replace("//job/", "//run/", 1)
    return read_call(text)
