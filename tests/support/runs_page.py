"""The Runs page in tests: runs that have ended, many of them, and what is shown."""

import sqlite3

from PySide6.QtCore import Qt

from jobdesk.models.records import Status


def ended(desk, job, status=Status.SUCCESS, lines=3, **more):
    """A run that is over; its number."""
    no = desk.ask(job, **more).no
    desk.begin(no)
    desk.append(no, [("info", "line")] * lines)
    desk.end(no, status)
    return no


def numbers(page):
    """The runs shown, from top to bottom."""
    return [record.no for record in page.model.records]


def multiply(desk, no, copies):
    """Many runs like this one, by SQL: making them one by one would take minutes."""
    with sqlite3.connect(desk.paths.desk_db) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(job_result)")]
        rest = ", ".join(name for name in columns if name not in ("no", "id"))
        db.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            f"INSERT INTO job_result (no, id, {rest}) "
            "SELECT ? + i, printf('%08x-0000-4000-8000-000000000000', i), "
            f"{rest} FROM job_result, n WHERE no = ?",
            (copies, no, no),
        )
    db.close()


def by(page, title, *, descending):
    """Sort by a column."""
    titles = [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(7)]
    order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    page.table.horizontalHeader().setSortIndicator(titles.index(title), order)
