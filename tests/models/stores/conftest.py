"""A search over the logs of a few runs."""

import pytest
from tests.support.log_search import ROWS, counts_of
from tests.support.stores import make_rows, make_update

from jobdesk.models.stores.search import LogSearch


@pytest.fixture
def search(logs, paths):
    logs.append([make_update(6, make_rows(9, text="the door {}"))])
    logs.append([make_update(7, ROWS, counts=counts_of(ROWS))])
    logs.append([make_update(8, make_rows(9, text="the door {}"))])
    found = LogSearch(paths.logs_db)
    yield found
    found.close()
