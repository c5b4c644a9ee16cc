"""What a run returned, made fit for a record."""

import json

from jobdesk.runner.ending import MAX_RESULT_BYTES, cut_result, words_for


class Kept:
    def __init__(self):
        self.texts = {}
        self.warnings = []

    def keep(self, name, text):
        self.texts[name] = text
        return name


def cut(value):
    kept = Kept()
    return cut_result(value, kept.warnings.append, kept.keep), kept


def test_a_short_result_stays_as_it_is():
    value = {"rows": [1, 2, {"name": "ber-acc-001"}]}

    result, kept = cut(value)

    assert result == value
    assert not kept.warnings


def test_a_long_text_in_a_result_is_cut_and_its_neighbours_stay():
    value = {"text": "x" * (MAX_RESULT_BYTES + 1), "length": MAX_RESULT_BYTES + 1}

    result, kept = cut(value)

    assert result["length"] == MAX_RESULT_BYTES + 1
    assert len(json.dumps(result)) <= MAX_RESULT_BYTES
    assert json.loads(kept.texts["result.json"]) == value
    assert "was cut" in kept.warnings[0]


def test_a_result_of_many_short_parts_becomes_the_beginning_of_its_text():
    value = list(range(300_000))

    result, kept = cut(value)

    assert isinstance(result, str)
    assert result.startswith("[0, 1, 2")
    assert json.loads(kept.texts["result.json"]) == value


def test_a_long_text_alone_is_kept_whole_as_a_file():
    result, kept = cut("y" * (MAX_RESULT_BYTES + 1))

    assert result.startswith("yyy")
    assert kept.texts["result.json"] == "y" * (MAX_RESULT_BYTES + 1)


def test_a_refusal_of_a_models_rules_is_told_field_by_field():
    class ValidationError(Exception):
        pass

    error = ValidationError("{'position': ['…']}")
    error.message_dict = {"position": ["It has no units.", "Go."], "__all__": ["No."]}

    said = words_for(error)

    assert said == "ValidationError: position: It has no units. Go.; No."
