"""What rows show is made once, and shows nothing of an earlier theme or state."""

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from tests.support.job_records import make_broken_file, make_job

from jobdesk.ui.jobs.load import JobsData
from jobdesk.ui.jobs.page import JobsPage
from jobdesk.ui.jobs.rows import make_rows
from jobdesk.ui.session import Session
from jobdesk.ui.theme import apply_theme
from jobdesk.ui.widgets.row_parts import RowParts

JOBS = [
    make_job(1, name="Alpha"),
    make_job(2, name="Beta", enabled=False, supports_dryrun=True),
    make_job(3, name="Gamma", installed=False, overrides=("name",)),
]


@pytest.fixture
def page_of(qtbot, tmp_path):
    def make(jobs):
        made = JobsPage(Session(tmp_path))
        qtbot.addWidget(made)
        made.resize(1228, 800)
        made.filter.widen()
        made.show_data(JobsData(make_rows(jobs, [make_broken_file()])))
        return made

    return make


def picture(page):
    return page.table.viewport().grab().toImage()


def test_another_theme_leaves_nothing_of_the_first(page_of, qapp):
    page = page_of(JOBS)
    picture(page)

    apply_theme(qapp, "dark")

    assert picture(page) == picture(page_of(JOBS))


def test_a_job_that_changed_is_painted_as_it_is_now(page_of):
    page = page_of(JOBS)
    picture(page)
    changed = [make_job(1, name="Alpha", enabled=False), *JOBS[1:]]

    page.show_data(JobsData(make_rows(changed, [make_broken_file()])))

    assert picture(page) == picture(page_of(changed))


def test_a_picture_is_drawn_once_for_its_place_among_the_pixels(qapp):
    parts, drawn = RowParts(), []
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)

    def draw(inner, rect):
        drawn.append(rect.topLeft())
        inner.fillRect(rect, QColor("red"))

    for x in (0.0, 20.0, 40.5):
        parts.paint(painter, QRectF(x, 4, 8, 8), "red", draw)
    painter.end()

    assert len(drawn) == 2
    assert image.pixelColor(24, 8) == QColor("red")
    assert image.pixelColor(24, 13) != QColor("red")


def test_words_end_where_there_is_no_room(qapp):
    parts = RowParts()
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)

    parts.write(painter, QRect(10, 0, 60, 40), "word " * 20, "cell", "text")
    painter.end()

    assert image.copy(10, 0, 60, 40) != image.copy(200, 0, 60, 40)
    assert image.copy(72, 0, 60, 40) == image.copy(200, 0, 60, 40)
