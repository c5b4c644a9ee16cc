"""Where the columns of the log lie, from font metrics and from what they have to hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from jobdesk.models.records import LogLine
from jobdesk.ui.theme import Theme

LEFT_PX = 20.0
GAP_PX = 16.0
ICON_PX = 14
_TIME = "00:00:00.000"
_WIDEST_LEVEL = "Success"
_GROUP_PX = (80.0, 170.0)  # narrowest, widest
_OBJECT_PX = (104.0, 230.0)
_MESSAGE_PX = 260.0  # group and object give way before the message gets less


@dataclass(frozen=True, slots=True)
class Columns:
    """The left edges and widths in logical pixels; a width of 0 means not shown."""

    time: float
    level: float
    group: float
    object: float
    message: float
    group_width: float
    object_width: float
    message_width: float
    has_level: bool = True
    first_title: str = "Time"

    def heads(self) -> Iterable[tuple[float, str]]:
        """The titles of the columns that are shown."""
        yield self.time, self.first_title
        if self.has_level:
            yield self.level, "Level"
        if self.group_width:
            yield self.group, "Group"
        if self.object_width:
            yield self.object, "Object"
        yield self.message, "Message" if self.has_level else "Text"

    def column_at(self, x: float) -> str:
        """The column at `x`: time, level, group, object or message."""
        if x >= self.message or not self.has_level:
            return "message" if x >= self.message else "time"
        if self.object_width and x >= self.object:
            return "object"
        if self.group_width and x >= self.group:
            return "group"
        return "level" if x >= self.level else "time"


class ColumnLayout:
    """Measures; group and object grow with what was seen and never shrink by themselves.

    Attributes:
        zoom: pixels that its letters are higher than usual.
        hidden: names of the columns that are not wanted: group, object.
        time_title: what the first column tells.
    """

    def __init__(self) -> None:
        self.zoom = 0
        self.hidden: frozenset[str] = frozenset()
        self.time_title = "Time"
        self._group = 0.0
        self._object = 0.0
        self.measure_fonts()

    def font(self, style: str) -> QFont:
        """A style of the type scale as high as the log is zoomed."""
        found = Theme.current().font(style)
        found.setPixelSize(max(1, found.pixelSize() + self.zoom))
        return found

    def measure_fonts(self) -> None:
        """Take the fonts of the theme again."""
        theme = Theme.current()
        self.cell = QFontMetricsF(self.font("cell"))
        self.label = QFontMetricsF(self.font("label"))
        self.mono = QFontMetricsF(self.font("log"))
        self.row_height = max(theme.size("rowLog"), int(self.mono.height() + 6))
        self.head_height = max(theme.size("tableHead"), int(self.cell.height() + 8))
        self._widths: dict[str, float] = {}

    def clear(self) -> None:
        """Forget what was seen."""
        self._group = self._object = 0.0

    def see(self, lines: Iterable[LogLine]) -> bool:
        """Make room for these lines; True when a column became wider."""
        group = max((self._width(line.grouping, _GROUP_PX) for line in lines), default=0.0)
        found = max((self._width(line.object, _OBJECT_PX) for line in lines), default=0.0)
        if group <= self._group and found <= self._object:
            return False
        self._group, self._object = max(group, self._group), max(found, self._object)
        return True

    def columns(self, width: float) -> Columns:
        """The columns in a view of `width`."""
        time = LEFT_PX + ICON_PX + 6
        level = time + self.mono.horizontalAdvance(_TIME) + GAP_PX
        group = level + self.label.horizontalAdvance(_WIDEST_LEVEL) + GAP_PX + 8
        spare = width - group - _MESSAGE_PX
        group_width = self._fitting("group", self._group, spare)
        found = group + (group_width + GAP_PX if group_width else 0.0)
        spare = width - found - _MESSAGE_PX
        object_width = self._fitting("object", self._object, spare)
        message = found + (object_width + GAP_PX if object_width else 0.0)
        return Columns(
            time,
            level,
            group,
            found,
            message,
            group_width,
            object_width,
            max(0.0, width - message - GAP_PX),
            first_title=self.time_title,
        )

    def _fitting(self, name: str, wanted: float, spare: float) -> float:
        """The width of a column; 0 when it is not wanted or has no room."""
        return wanted if name not in self.hidden and spare >= wanted + GAP_PX else 0.0

    def _width(self, text: str, limits: tuple[float, float]) -> float:
        if not text:
            return 0.0
        known = self._widths.get(text)
        if known is None:
            if len(self._widths) > 2000:
                self._widths.clear()
            known = self.cell.horizontalAdvance(text[:100]) + 2
            self._widths[text] = known
        return min(max(known, limits[0]), limits[1])
