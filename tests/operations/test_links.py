import pytest

from jobdesk.errors import Refused
from jobdesk.operations.calls import Call, as_link
from jobdesk.operations.links import read_link


@pytest.mark.parametrize("text", ["jobdesk://run/812", " JOBDESK://run/812/\n"])
def test_a_number_is_a_run(text):
    assert read_link(text) == 812


def test_the_link_of_the_run_dialog_comes_back_as_it_was():
    call = Call("local.backup.Backup", {"site": "Zürich & Bern", "count": 2}, queue="bulk")

    assert read_link(as_link(call)) == call
    assert read_link(as_link(call).replace("//run/", "//job/")) == call


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://run/812",
        "jobdesk:812",
        "jobdesk://run/",
        "jobdesk://runs/812",
        "jobdesk://[run/812",
        "jobdesk://run/" + "9" * 30,
        "jobdesk://run/a.B?data=[1]",
        "jobdesk://run/a.B?data={",
        "jobdesk run a.B",
    ],
)
def test_what_is_no_link_is_refused_in_words(text):
    with pytest.raises(Refused) as told:
        read_link(text)

    assert str(told.value).endswith((".", "=…"))
