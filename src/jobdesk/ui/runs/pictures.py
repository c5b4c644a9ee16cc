"""Decodes a picture that a run wrote: bounded in bytes and pixels, and nothing is fetched."""

import re
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_BYTES = 20_000_000
_MOST_PIXELS = 60_000_000
_SHOWN_PX = 2400  # the longer side; larger pictures are scaled while they are decoded
_SVG_BYTES = 1_000_000
_SVG_PARTS = 100_000  # drawn, with every use of a part counted
_FORMATS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg", ".svg": b"svg"}
_OUTSIDE = re.compile(
    rb"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|@import|href\s*=\s*[\"']\s*(?!\s|#|data:image/)"
    rb"|url\(\s*[\"']?\s*(?!\s|#|[\"'])",
    re.IGNORECASE,
)


def picture_from(data: bytes, suffix: str) -> tuple[QImage | None, str]:
    """The picture; or None and the reason in words. For a thread."""
    if len(data) > MOST_BYTES:
        return None, f"too large a picture to be shown, over {MOST_BYTES // 1_000_000} MB"
    if suffix == ".svg" and (reason := _svg_problem(data)):
        return None, reason
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(_FORMATS[suffix]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        return None, "no picture that can be read"
    if size.width() * size.height() > _MOST_PIXELS:
        return None, f"a picture of {size.width():,} by {size.height():,} is not decoded"
    if max(size.width(), size.height()) > _SHOWN_PX:
        room = QSize(_SHOWN_PX, _SHOWN_PX)
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    return (None, "no picture that can be read") if picture.isNull() else (picture, "")


def _svg_problem(data: bytes) -> str:
    if len(data) > _SVG_BYTES:
        return "too large a drawing to be shown"
    if _OUTSIDE.search(data):
        return "a drawing that refers to other files is shown as text"
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 -- without DOCTYPE there are no entities
    except (ElementTree.ParseError, ValueError):
        return "no drawing that can be read"
    if _parts(root) > _SVG_PARTS:
        return "too many parts to be drawn"
    return ""


def _parts(root: ElementTree.Element) -> int:
    """How many elements would be drawn; a part that uses itself counts beyond the limit."""
    named = {element.get("id", ""): element for element in root.iter()}
    known: dict[ElementTree.Element, int] = {}
    order: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    open_: set[ElementTree.Element] = set()
    while order:
        element, is_done = order.pop()
        below = _below(element, named)
        if is_done:
            open_.discard(element)
            known[element] = 1 + sum(known.get(each, 0) for each in below)
        elif element in open_:
            return _SVG_PARTS + 1
        elif element not in known:
            open_.add(element)
            order.append((element, True))
            order.extend((each, False) for each in below)
    return known[root]


def _below(
    element: ElementTree.Element, named: dict[str, ElementTree.Element]
) -> list[ElementTree.Element]:
    links = [value for key, value in element.items() if key.rpartition("}")[2] == "href"]
    used = [named[link[1:]] for link in links if link[:1] == "#" and link[1:] in named]
    return [*element, *used]
