import re
import sys

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFontInfo, QIcon, QPalette

from jobdesk.models.records import LEVEL_NUMBERS, Status
from jobdesk.paths import resources
from jobdesk.ui.icons import glyph
from jobdesk.ui.theme import MODES, Theme, apply_theme


def icon_names(node):
    if isinstance(node, str):
        return [node]
    if isinstance(node, list):
        return [node[0]]
    return [name for child in node.values() for name in icon_names(child)]


def test_every_icon_of_the_theme_file_has_an_outline():
    for name in icon_names(Theme.current().token("icons", "names")):
        assert not glyph(name).isEmpty(), name


@pytest.mark.parametrize("mode", MODES)
def test_the_style_sheet_knows_no_colour_of_its_own(qapp, mode):
    text = (resources() / "theme" / "jobdesk.qss").read_text(encoding="utf-8")

    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=\s*;)", text)
    apply_theme(qapp, mode)
    assert "$" not in qapp.styleSheet()


def test_a_new_theme_changes_palette_and_icons_that_exist_already(qapp):
    icon = Theme.current().icon("check", "text")
    light = icon.pixmap(32, 32).toImage()

    apply_theme(qapp, "dark")

    assert qapp.palette().color(QPalette.ColorRole.Window) == Theme.current().color("canvas")
    assert icon.pixmap(32, 32).toImage() != light


def test_a_disabled_icon_is_not_vivid():
    icon = Theme.current().icon("check", "accent")

    normal = icon.pixmap(32, 32, QIcon.Mode.Normal).toImage()
    disabled = icon.pixmap(32, 32, QIcon.Mode.Disabled).toImage()

    assert normal != disabled


def test_a_colour_handed_out_can_be_changed_without_harm():
    color = Theme.current().color("accent")
    color.setAlpha(10)

    assert Theme.current().color("accent").alpha() == 255


def test_the_bundled_fonts_are_used():
    assert QFontInfo(Theme.current().font("body")).family() == "Inter"
    assert QFontInfo(Theme.current().font("log")).family() == "JetBrains Mono"


def test_every_status_and_level_has_icon_colour_and_word():
    theme = Theme.current()
    looks = [theme.status(status.value) for status in Status]
    looks += [theme.level(level) for level in LEVEL_NUMBERS]

    for look in looks:
        assert look.word
        assert not glyph(look.icon).isEmpty()
        assert theme.color(look.token).isValid()


class _Emitter(QObject):
    fired = Signal(bool)


def test_signals_and_timers_lose_no_reference(qtbot):
    """The reason for the PySide6 pin: 6.12.0 on Python 3.11 loses one at each emit."""
    emitter = _Emitter()
    emitter.fired.connect(lambda _on: None)
    before = sys.getrefcount(True), sys.getrefcount(None)

    for _ in range(2000):
        emitter.fired.emit(True)
    for _ in range(200):
        QTimer.singleShot(0, lambda: None)
    qtbot.wait(20)

    after = sys.getrefcount(True), sys.getrefcount(None)
    assert after[0] - before[0] > -100
    assert after[1] - before[1] > -100
