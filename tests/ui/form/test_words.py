import pytest

from jobdesk.ui.form.words import accepts_text, duration_text, help_text, limits_text, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (3100, "3.1 kB"),
        (5_000_000, "5 MB"),
        (999_960, "1 MB"),
        (123_456_789, "123 MB"),
    ],
)
def test_a_size_is_told_in_units_that_people_use(size, text):
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (27.4, "0:27"), (600, "10:00"), (3723, "1:02:03")]
)
def test_a_duration_reads_like_a_clock(seconds, text):
    assert duration_text(seconds) == text


def test_the_limits_of_a_run_are_one_sentence():
    assert limits_text(300, 600) == "Limits: 5:00 soft, 10:00 hard"
    assert limits_text(400, 800, "hard").endswith("hard. The hard one follows from the soft.")


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"min_length": 2, "max_length": 40}, "2 to 40 characters"),
        ({"min_value": 0}, "At least 0"),
        ({"max_value": 12}, "At most 12"),
        ({"min_value": 4, "max_value": 4}, "4 exactly"),
        ({"regex": "^a$"}, "Must match ^a$"),
        ({"min_prefix_length": 8, "max_prefix_length": 24}, "Prefix length 8 to 24"),
        (
            {"extensions": [".csv", "txt"], "max_size": 5_000_000},
            "Only .csv or .txt, at most 5 MB",
        ),
        ({}, ""),
    ],
)
def test_limits_are_told_in_words(options, text):
    assert accepts_text(options) == text


def test_choices_worked_out_by_code_are_told_to_be_those_of_the_last_refresh():
    text = help_text({"choices": [["a", "A"]], "dynamic": True})

    assert text == "The choices are those of the last refresh."


def test_help_joins_description_limits_and_what_is_not_kept():
    options = {"description": "The  site's\nname", "max_length": 9, "sensitive": True}

    assert help_text(options) == "The site's name. At most 9 characters. Not kept with the run."
