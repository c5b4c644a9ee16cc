"""What a row and a tip show of a text that is longer than they are."""

import pytest

from jobdesk.ui.widgets.long_texts import one_line, tip_of

CONFIGURATION = "interface Vlan1\n description uplink\n" * 10_000


@pytest.mark.parametrize(("cut", "most"), [(one_line, 400), (tip_of, 1_501)])
def test_long_ones_are_cut_and_short_ones_stay(cut, most):
    assert len(cut(CONFIGURATION)) == most
    assert cut("short") == "short"


def test_a_row_is_one_line():
    assert one_line("two\nlines") == "two lines"
