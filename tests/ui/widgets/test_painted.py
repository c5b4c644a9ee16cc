"""Every small painted part paints in every palette, has a size and a name."""

import pytest

from jobdesk.ui.theme import MODES, apply_theme
from jobdesk.ui.widgets.banner import Banner
from jobdesk.ui.widgets.gauge import Gauge
from jobdesk.ui.widgets.labels import ElidedLabel
from jobdesk.ui.widgets.pill import Pill
from jobdesk.ui.widgets.section import EmptyState
from jobdesk.ui.widgets.status_label import StatusLabel
from jobdesk.ui.widgets.switch import Switch
from jobdesk.ui.widgets.tag import Tag, TagText


def make_pill():
    pill = Pill("action/follow", "End", None)
    pill.say("142 new lines")
    return pill


def make_gauge():
    gauge = Gauge("Progress")
    gauge.set_share(0.62)
    gauge.set_marks([(0.5, "warnFill"), (1.0, "badFill")])
    return gauge


PARTS = {
    "banner": lambda: Banner("bad", "Broken.", "Look here.", "Try again"),
    "gauge": make_gauge,
    "pill": make_pill,
    "status": lambda: StatusLabel("FAILURE"),
    "switch": lambda: Switch("Enabled"),
    "tag": lambda: Tag(TagText("flask", "Dry run")),
    "empty": lambda: EmptyState("No job matches “x”", "3 are hidden.", "Show all"),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_paints_and_has_a_name(qtbot, qapp, part, mode):
    apply_theme(qapp, mode)
    widget = PARTS[part]()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())

    image = widget.grab().toImage()

    assert image.width() > 0
    assert widget.accessibleName()


def test_a_label_too_long_for_its_place_keeps_its_text_in_the_tooltip(qtbot):
    label = ElidedLabel("a rather long class path that does not fit")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()

    assert label.is_elided()
    assert label.toolTip() == label.text()


def test_a_switch_is_worked_with_space_and_says_so(qtbot):
    from PySide6.QtCore import Qt

    switch = Switch("Enabled")
    qtbot.addWidget(switch)
    with qtbot.waitSignal(switch.toggled):
        qtbot.keyClick(switch, Qt.Key.Key_Space)

    assert switch.isChecked()
