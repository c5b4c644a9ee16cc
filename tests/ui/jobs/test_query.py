import pytest
from tests.support.job_records import make_job, make_last

from jobdesk.models.records import Status
from jobdesk.ui.jobs.query import parse_query
from jobdesk.ui.jobs.rows import make_rows

JOBS = [
    make_job(1, name="Verify ports", grouping="Sites", source="git:netops"),
    make_job(2, name="Backup core switch", grouping="Config", job_queues=("default", "deploy")),
    make_job(3, name="Test backup", grouping="Config", last_result=make_last(Status.FAILURE)),
    make_job(4, name="Switch core: 10/20", grouping="Config", description="core (main)"),
]
LABELS = {JOBS[0].id: ("net", "Core team"), JOBS[2].id: ("lab",)}


def found(text):
    query = parse_query(text)
    assert not query.problem
    rows = make_rows(JOBS, [], LABELS)
    return [int(row.key[-2:]) for row in query.narrow(rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [1, 2, 3, 4]),
        ("   ", [1, 2, 3, 4]),
        ("core switch", [2, 4]),
        ('"core switch"', [2]),
        ('"core swi', [2]),
        ("backup -test", [2]),
        ('-"core switch"', [1, 3, 4]),
        ("-", [1, 2, 3, 4]),
        ("/^verify.*ports$/", [1]),
        ("/^VERIFY/", [1]),
        ("-/^verify/", [2, 3, 4]),
        ("/^(verify|test)", [1, 3]),
        ("/10/20/", [4]),
        ("/core (switch|team)/ -backup", [1]),
        ("//", [1, 2, 3, 4]),
        ("label:net", [1]),
        ("label:", [1, 3]),
        ("-label:", [2, 4]),
        ('label:"core team"', [1]),
        ("net", [1]),
        ("queue:deploy", [2]),
        ("source:git", [1]),
        ("group:config name:backup", [2, 3]),
        ("status:failed", [3]),
        ("-status:never", [3]),
        ("core: 10/20", [4]),
        ("NAME:verify", [1]),
        ("path:pops.", [1, 2, 3, 4]),
    ],
)
def test_terms_narrow(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", ["/(/", "backup /[a/", "/(a+)+$/", r"/(\w*)*x/"])
def test_a_wrong_or_endless_expression_is_told_in_words(text):
    query = parse_query(text)

    assert "expression is not right" in query.problem
    assert query.terms == ()


@pytest.mark.parametrize("text", ['"', "-/", "a:b:c", "label:-", "\\", "/\\", "(", "*"])
def test_whatever_is_typed_nothing_breaks(text):
    parse_query(text).narrow(make_rows(JOBS, []))
