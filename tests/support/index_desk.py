"""Runs with logs, and the text index over them."""

import sqlite3
from contextlib import closing

from tests.support.stores import NOON_US, make_update

from jobdesk.models.log_query import parse
from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.models.stores.search_index import SearchIndex


def run(no, ident="", *, is_ready=True):
    return (no, ident or f"{no:032x}", int(is_ready))


class IndexDesk:
    """Runs with logs, and their index."""

    def __init__(self, paths, logs):
        self.paths, self.logs, self.runs = paths, logs, []

    def add(self, no, rows, ident=""):
        rows = [
            row if isinstance(row, tuple) else (NOON_US, 20, "main", row, "", "")
            for row in rows
        ]
        self.logs.append([make_update(no, rows)])
        self.runs.insert(0, run(no, ident))

    def build(self, steps=None):
        builder = IndexBuilder(self.paths.search_db, self.paths.logs_db)
        try:
            work = builder.work(self.runs)
            for number, _ in enumerate(work, 1):
                if number == steps:
                    work.close()
                    return
        finally:
            builder.close()

    def ask(self, text, **wanted):
        return SearchIndex(self.paths.search_db).ask(parse(text), **wanted)

    def spans(self, text, **wanted):
        answer = self.ask(text, **wanted)
        found = {each[0]: answer.spans_of(each) for each in self.runs}
        return {no: spans for no, spans in found.items() if spans != []}

    def sql(self, statement):
        with closing(sqlite3.connect(self.paths.search_db)) as connection:
            return connection.execute(statement).fetchall()

    def segments(self):
        return [no for (no,) in self.sql("SELECT no FROM segment ORDER BY no")]
