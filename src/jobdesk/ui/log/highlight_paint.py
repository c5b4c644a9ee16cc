"""The grounds that highlighters give to messages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from jobdesk.ui.log.columns import Columns
from jobdesk.ui.log.highlighters import PaintedRule
from jobdesk.ui.theme import Theme

_MOST_PER_ROW = 20


def paint_highlights(
    painter: QPainter,
    rect: QRectF,
    columns: Columns,
    rules: Sequence[PaintedRule],
    message: str,
    x_of: Callable[[str, int], float],
) -> bool:
    """Draw the grounds under one shown message; the first rule lies on top.

    Args:
        painter: draws; its pen and brush stay as they are.
        rect: the row.
        columns: where the message begins.
        rules: what to highlight.
        message: as it is shown.
        x_of: how far from its start a character stands.

    Returns:
        Something was drawn: the message is then written in full ink.
    """
    is_lit = False
    for marker, token, is_line in reversed(rules):
        for number, match in enumerate(marker.finditer(message)):
            start, end = (x_of(message, at) for at in match.span())
            if number == _MOST_PER_ROW or end <= start:
                break
            if is_line:
                start, end = 0.0, columns.message_width
            place = QRectF(
                columns.message + start - 1, rect.y() + 1, end - start + 2, rect.height() - 2
            )
            painter.fillRect(place, Theme.current().color(token))
            is_lit = True
            if is_line:
                break
    return is_lit
