"""What is shown of a value or a file, and which views suit it; made in a thread."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from jobdesk.ui.runs.values.grid_data import Grid, grid_of

PICTURE, TABLE, TREE, DOCUMENT, RAW = "picture", "table", "tree", "document", "raw"
VIEW_WORDS = {
    PICTURE: "Picture",
    TABLE: "Table",
    TREE: "Tree",
    DOCUMENT: "Document",
    RAW: "Raw",
}

_DOCUMENT_CHARS = 200_000
_JSON_TEXT_CHARS = 4_000_000
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|\s{0,3}[-*+] \S|\s{0,3}\d+\. \S|\|.+\|\s*$|```|> \S)|\*\*\S|\[[^\]\n]+\]\(",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Content:
    """A value in every form that suits it; `text` is the whole of it as it is.

    Attributes:
        views: names of the views, the best first; RAW is always the last.
        said: how much of it is shown and why not more; empty when all is.
    """

    text: str = ""
    language: str = "text"
    value: Any = None
    grid: Grid | None = None
    picture: QImage | None = None
    views: Sequence[str] = (RAW,)
    said: str = ""
    file_stem: str = "result"


def content_of_result(result: Any, file_stem: str) -> Content:
    """A result: its JSON as tree and perhaps table; a text as document where it is one."""
    if isinstance(result, str):
        return content_of_text(result, file_stem)
    text = json.dumps(result, indent=2, ensure_ascii=False)
    return _content_of_value(result, text, file_stem)


def content_of_text(text: str, file_stem: str, *, is_markdown: bool = False) -> Content:
    """A text that may be JSON or Markdown."""
    if text.lstrip()[:1] in ("{", "[") and len(text) <= _JSON_TEXT_CHARS:
        try:
            return _content_of_value(json.loads(text), text, file_stem)
        except (ValueError, RecursionError):
            pass
    is_document = is_markdown or bool(_MARKDOWN.search(text[:_DOCUMENT_CHARS]))
    if is_document and len(text) <= _DOCUMENT_CHARS:
        return Content(text, "markdown", views=(DOCUMENT, RAW), file_stem=file_stem)
    return Content(text, "markdown" if is_document else "text", file_stem=file_stem)


def _content_of_value(value: Any, text: str, file_stem: str) -> Content:
    grid = grid_of(value)
    is_nested = isinstance(value, dict | list) and bool(value)  # pyright: ignore[reportUnknownArgumentType]  # JSON
    views = [TABLE] * (grid is not None) + [TREE] * is_nested + [RAW]
    return Content(text, "json", value, grid, views=tuple(views), file_stem=file_stem)
