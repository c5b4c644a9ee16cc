"""What is told about one line beside its message. No widgets in this file."""

import re
from datetime import datetime

from jobdesk.errors import JobDeskError
from jobdesk.models.records import LogLine
from jobdesk.ui.log.source import LogSource
from jobdesk.ui.widgets.times import age_text, duration_text

# Longer texts are shown as they are: laying them out would hold the window up.
MARKDOWN_CHARS = 8_000
_MARKDOWN_LINES = 200
_MARKDOWN_CELLS = 150

_MARKDOWN = re.compile(
    r"^#{1,6} \S"  # a heading
    r"|^ {0,3}(?:[-*+]|\d{1,3}[.)]) +\S"  # a list
    r"|^ {0,3}(?:```|~~~|> )"  # code, a quotation
    r"|^\|.+\|\s*$"  # a table
    r"|\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*"
    r"|(?<!`)`[^`\n]{1,200}`(?!`)"
    r"|\[[^\]\n]{1,200}\]\((?:https?://|mailto:)[^)\s]{1,500}\)",
    re.MULTILINE,
)


def looks_like_markdown(message: str) -> bool:
    """The author wrote headings, lists, tables, code or links."""
    is_short = (
        len(message) <= MARKDOWN_CHARS
        and message.count("\n") <= _MARKDOWN_LINES
        and message.count("|") <= _MARKDOWN_CELLS
    )
    return is_short and _MARKDOWN.search(message) is not None


def clock_words(line: LogLine) -> str:
    """When that was, to the millisecond."""
    local = line.created.astimezone()
    milliseconds = local.microsecond // 1000
    return f"{local:%a} {local.day} {local:%b %Y %H:%M:%S}.{milliseconds:03d}"


def past_words(line: LogLine, first: datetime | None) -> str:
    """How long after the first line that was, and how long ago."""
    ago = age_text(line.created)
    if first is None:
        return ago
    return f"{after_words((line.created - first).total_seconds())} the first line  ·  {ago}"


def after_words(seconds: float) -> str:
    """`2.350 s after`, `4:41 after`, `0.012 s before`."""
    side = "before" if seconds < 0 else "after"
    span = abs(seconds)
    return f"{span:.3f} s {side}" if span < 60 else f"{duration_text(span)} {side}"


def first_time(source: LogSource) -> datetime | None:
    """When the first row was written; None while there is none or it cannot be read."""
    try:
        return next((line.created for line in source.rows(0, 1)), None)
    except JobDeskError:
        return None
