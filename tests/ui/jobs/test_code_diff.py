"""A difference of code, line by line."""

from jobdesk.operations.reviews import FileChange
from jobdesk.ui.jobs.code_diff import difference
from jobdesk.ui.jobs.diff_view import DiffView

BEFORE = "\n".join(f"line {number}" for number in range(1, 31))


def lines(*changes):
    return [(one.kind, one.text, one.before, one.after) for one in difference(changes).lines]


def test_lines_carry_their_numbers_in_both_texts():
    found = difference([FileChange("a.py", "one\ntwo\nthree", "one\n2\nthree\nfour")])

    assert [(one.kind, one.text, one.before, one.after) for one in found.lines] == [
        ("file", "a.py", 0, 0),
        (" ", "one", 1, 1),
        ("-", "two", 2, 0),
        ("+", "2", 0, 2),
        (" ", "three", 3, 3),
        ("+", "four", 0, 4),
    ]
    assert found.words == "1 file changed, 2 lines added, 1 removed"
    assert found.change_starts() == [2, 5]


def test_unchanged_lines_far_from_changes_are_counted_only():
    after = BEFORE.replace("line 15", "line fifteen")

    found = lines(FileChange("a.py", BEFORE, after))

    assert found[1] == ("gap", "10 unchanged lines", 0, 0)
    assert found[-1] == ("gap", "11 unchanged lines", 0, 0)
    assert (" ", "line 11", 11, 11) in found
    assert (" ", "line 10", 10, 10) not in found


def test_one_unchanged_line_is_shown_rather_than_counted():
    after = BEFORE.replace("line 6", "six").replace("line 16", "sixteen")

    found = lines(FileChange("a.py", BEFORE, after))

    assert found[1] == (" ", "line 1", 1, 1)
    assert (" ", "line 11", 11, 11) in found
    assert [one for one in found if one[0] == "gap"] == [("gap", "10 unchanged lines", 0, 0)]


def test_new_and_deleted_files_are_told():
    found = lines(FileChange("new.py", None, "x = 1"), FileChange("old.py", "y = 2", None))

    assert ("file", "new.py, new", 0, 0) in found
    assert ("+", "x = 1", 0, 1) in found
    assert ("file", "old.py, deleted", 0, 0) in found
    assert ("-", "y = 2", 1, 0) in found


def test_a_huge_difference_is_cut_and_says_so():
    after = "\n".join(f"x{number}" for number in range(9000))
    found = difference([FileChange("a.py", "", after)])

    assert len(found.lines) == 3001
    assert found.lines[-1].text.startswith("6001 more lines")
    assert found.added == 9000


def test_the_view_shows_signs_and_paints(qtbot):
    view = DiffView("Changes")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_lines(difference([FileChange("a.py", "one\ntwo", "one\ndef two(): pass")]).lines)

    assert view.toPlainText() == "a.py\n  one\n- two\n+ def two(): pass"
    qtbot.waitUntil(lambda: bool(view._highlighter._lines))
    assert view._highlighter._lines[3][0][:2] == (2, 3)  # "def" after the sign
    assert not view.grab().isNull()
