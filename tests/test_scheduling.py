"""How the tests are shared among processes."""

from tests.support.scheduling import in_order, units

MEMORY = "tests/benchmarks/test_memory.py"
CRASH = "tests/crash/test_crash_table.py"
STORE = "tests/models/stores/test_jobs.py"


def test_what_is_long_begins_first_and_the_rest_keeps_its_order():
    files = ["tests/cli/test_main.py", "tests/catalog/test_look.py", CRASH, MEMORY]

    assert in_order(files) == [MEMORY, CRASH, *files[:2]]


def test_the_tests_of_a_file_are_done_by_one_process():
    ids = [f"{MEMORY}::test_it[{at}]" for at in range(6)]
    ids += [f"{STORE}::test_{at}" for at in range(60)]

    assert len(set(units(ids).values())) == 2


def test_long_files_are_shared_in_parts_of_neighbours():
    long = [f"{CRASH}::test_it[{at}]" for at in range(3)]
    many = [f"{STORE}::test_{at}" for at in range(100)]

    found = units([*long, *many])

    assert len({found[each] for each in long}) == 3
    assert [found[each] for each in many] == [f"{STORE} 0"] * 60 + [f"{STORE} 1"] * 40
