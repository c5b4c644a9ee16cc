from hypothesis import given
from hypothesis import strategies as st

from jobdesk.models.names import NAME_LENGTH, free_name


def test_a_free_name_is_taken_as_it_is():
    assert free_name("Audit", {"Other"}) == "Audit"


def test_the_next_one_is_numbered():
    assert free_name("Audit", {"Audit", "Audit (2)"}) == "Audit (3)"


@given(st.text(min_size=1, max_size=130), st.integers(0, 12))
def test_names_stay_unique_and_short(wanted, others):
    taken: set[str] = set()

    for _ in range(others + 1):
        name = free_name(wanted, taken)
        assert name not in taken
        assert len(name) <= NAME_LENGTH
        taken.add(name)
