"""What a list asks for while it is read."""

from PySide6.QtCore import QObject

from jobdesk.inventory.desk.records import GridPage, GridQuery
from jobdesk.ui.inventory.grid_source import GridSource


class Asked:
    """Keeps what is asked; its answers are given by hand."""

    def __init__(self):
        self.pages = []

    def ask(self, owner, name, work, done, failed=None, *, where):
        if name == "page":
            self.pages.append((work.args[1], done))

    def forget(self, owner, name):
        pass


def test_a_page_that_is_read_while_something_changes_is_read_once_more(qapp):
    owner, asked = QObject(), Asked()
    source = GridSource(asked, owner)
    source.ask(GridQuery("dcim.device", ("name",)))
    [(start, done)] = asked.pages
    assert start == 0

    source.doubt()
    source.want(0)  # it is in view, and asked already
    assert len(asked.pages) == 1
    done(GridPage(0, ()))
    assert [one for one, _ in asked.pages] == [0, 0]
    asked.pages[-1][1](GridPage(0, ()))

    assert len(asked.pages) == 2
