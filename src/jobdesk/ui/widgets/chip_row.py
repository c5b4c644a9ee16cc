"""ChipRow: a field and filter chips in one line; the last chip offers what does not fit."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from jobdesk.ui.widgets.chip import ChoiceChip, MoreChip, TriStateChip

AnyChip = TriStateChip | ChoiceChip

_GAP_PX = 6
_SHRINK_PX = 28  # so much narrower the field may be before a chip has to go


class ChipRow(QWidget):
    """Chips go from the right, those that filter nothing first; then the others.

    None is out of reach: the last chip offers those that have gone as menus.
    """

    def __init__(self, field: QWidget, chips: Sequence[AnyChip]) -> None:
        super().__init__()
        self._field = field
        self._chips = list(chips)
        self._offered = set(chips)
        self.more = MoreChip(self._fill_menu)
        for part in (field, *chips, self.more):
            part.setParent(self)
        for before, after in zip([field, *chips], [*chips, self.more], strict=True):
            QWidget.setTabOrder(before, after)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def offer(self, chip: AnyChip, *, is_offered: bool) -> None:
        """Show a chip as long as there is room, or not at all."""
        if is_offered != self.is_offered(chip):
            self._offered ^= {chip}
            self._arrange()

    def is_offered(self, chip: AnyChip) -> bool:
        """The chip is there, in the line or under the last one."""
        return chip in self._offered

    @property
    def folded(self) -> list[AnyChip]:
        """The chips that are under the last one."""
        return [chip for chip in self._chips if chip in self._offered and chip.isHidden()]

    def _fill_menu(self, menu: QMenu) -> None:
        for chip in self.folded:
            choices = chip.make_menu()
            choices.setParent(menu, choices.windowFlags())  # it goes with the menu
            choices.setTitle(chip.accessibleName().replace("&", "&&"))
            menu.addMenu(choices)

    def _fitting(self, room: int) -> list[AnyChip]:
        """The chips that have room beside the field at its narrowest."""
        shown = [chip for chip in self._chips if chip in self._offered]
        going = [chip for chip in reversed(shown) if not chip.is_set]
        going += [chip for chip in reversed(shown) if chip.is_set]
        taken = self._field.sizeHint().width() - _SHRINK_PX
        taken += sum(chip.sizeHint().width() + _GAP_PX for chip in shown)
        if taken <= room:
            return shown
        taken += self.more.most_px + _GAP_PX
        while going and taken > room:
            chip = going.pop(0)
            shown.remove(chip)
            taken -= chip.sizeHint().width() + _GAP_PX
        return shown

    def _arrange(self) -> None:
        shown = self._fitting(self.width())
        for chip in self._chips:
            chip.setVisible(chip in shown)
        folded = self.folded
        self.more.show_number(len(folded), is_set=any(chip.is_set for chip in folded))
        self.more.setVisible(bool(folded))
        row: list[QWidget] = [*shown, self.more] if folded else list(shown)
        rest = sum(part.sizeHint().width() + _GAP_PX for part in row)
        hint = self._field.sizeHint()
        x = max(hint.width() - _SHRINK_PX, min(hint.width(), self.width() - rest))
        self._place(self._field, 0, x)
        for part in row:
            self._place(part, x + _GAP_PX, part.sizeHint().width())
            x += _GAP_PX + part.sizeHint().width()

    def _place(self, part: QWidget, x: int, width: int) -> None:
        height = part.sizeHint().height()
        part.setGeometry(QRect(x, (self.height() - height) // 2, width, height))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """All in one line."""
        parts = [self._field, *self._offered]
        width = sum(part.sizeHint().width() + _GAP_PX for part in parts) - _GAP_PX
        return QSize(width, max(part.sizeHint().height() for part in parts))

    def minimumSizeHint(self) -> QSize:
        """The field and what offers the rest."""
        least = self._field.sizeHint().width() - _SHRINK_PX
        width = least + _GAP_PX + self.more.most_px
        return QSize(width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A chip has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)
