import pytest

from jobdesk.models.log_query import AllOf, LevelFrom, Not, OneOf, Pattern, Text
from jobdesk.models.stores.search_order import PartOrder

LINES = ["port 1 is up", "port 2 is up", "Port 3 is down", "fan 4 is up"]
PORT, DOWN, UP, FAN = Text("PORT"), Text("down"), Text("up"), Text("fan")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((PORT, DOWN), (DOWN, PORT)),
        ((PORT, Not(PORT)), (Not(PORT), PORT)),
        ((Text("is"), OneOf((DOWN, FAN)), FAN), (FAN, OneOf((DOWN, FAN)), Text("is"))),
        ((PORT, AllOf((PORT, DOWN))), (AllOf((PORT, DOWN)), PORT)),
        ((Text("pear"), Text("xenon")), (Text("xenon"), Text("pear"))),
        ((DOWN, LevelFrom("error")), (LevelFrom("error"), DOWN)),
    ],
    ids=["rare", "not", "or", "and", "both rare: fewer beginnings", "level"],
)
def test_what_fails_soonest_comes_first(given, expected):
    assert tuple(PartOrder(LINES).of_all(given)) == expected


def test_without_lines_words_keep_their_order():
    assert PartOrder().of_all([PORT, DOWN, UP, FAN]) == [PORT, DOWN, UP, FAN]


def test_what_python_looks_for_comes_last():
    slow, folded, mixed = Pattern("x"), Text("größe"), OneOf((FAN, Pattern("y")))

    assert PartOrder(LINES).of_all([slow, mixed, folded, UP]) == [UP, folded, slow, mixed]
    assert PartOrder(LINES).of_one([slow, UP, DOWN]) == [UP, DOWN, slow]
