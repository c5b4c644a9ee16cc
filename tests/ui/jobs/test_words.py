"""Words about jobs."""

import pytest

from jobdesk import jobs
from jobdesk.ui.jobs.words import input_words

KINDS = [name for name in jobs.__all__ if name.endswith("Var")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_variable_has_a_word(kind):
    assert kind not in input_words({"type": kind})
