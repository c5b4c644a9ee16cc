import datetime

import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import DateTimeVar, DateVar

DAY = datetime.date(2026, 2, 28)
ZONE = datetime.timezone(datetime.timedelta(hours=1))


@pytest.mark.parametrize(
    "raw", ["2026-02-28", " 2026-02-28 ", DAY, datetime.datetime(2026, 2, 28, 9, tzinfo=ZONE)]
)
def test_a_day(raw):
    assert DateVar().parse(raw) == DAY


@pytest.mark.parametrize("raw", ["2026-02-30", "soon", 5, ["2026-02-28"], "28.02.2026", True])
def test_no_day(raw):
    with pytest.raises(VariableError, match="2026-02-28"):
        DateVar().parse(raw)


def test_a_moment_keeps_its_offset():
    assert DateTimeVar().parse("2026-02-28T12:30:00+01:00").isoformat() == (
        "2026-02-28T12:30:00+01:00"
    )


def test_a_moment_without_offset_is_local_time():
    moment = DateTimeVar().parse("2026-02-28T12:30:00")

    assert moment.utcoffset() is not None
    assert moment.replace(tzinfo=None) == datetime.datetime(2026, 2, 28, 12, 30)  # noqa: DTZ001


@pytest.mark.parametrize("raw", ["2026-13-01T00:00:00", "noon", 17, {}, False])
def test_no_moment(raw):
    with pytest.raises(VariableError, match="time"):
        DateTimeVar().parse(raw)


@pytest.mark.parametrize("variable", [DateVar(required=False), DateTimeVar(required=False)])
def test_no_time_given_is_none(variable):
    assert variable.parse("") is None


def test_times_are_stored_as_text_that_is_read_again():
    moment = datetime.datetime(2026, 2, 28, 12, 30, tzinfo=ZONE)

    assert DateVar().parse(DateVar().serialize(DAY)) == DAY
    assert DateTimeVar().parse(DateTimeVar().serialize(moment)) == moment


def test_a_default_may_be_worked_out_when_it_is_needed():
    described = DateVar(default=datetime.date.today).describe()

    assert described["default"] == datetime.date.today().isoformat()  # noqa: DTZ011
    assert described["dynamic"] is True
