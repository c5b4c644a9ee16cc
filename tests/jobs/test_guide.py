"""The examples of docs/writing-jobs.md load and run, and its tables are complete."""

import re
from pathlib import Path

import pytest

from jobdesk.jobs import firstgen
from jobdesk.jobs.declaration import variables_of
from jobdesk.jobs.description import describe_job
from jobdesk.jobs.inputs import clean_inputs
from jobdesk.jobs.metadata import META
from jobdesk.jobs.variables.base import KNOWN_TYPES
from jobdesk.operations.check import check

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "writing-jobs.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


class Writer(list):
    write = list.append
    writelines = list.extend

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


def one_job(folder, source):
    folder.write("guide", source)
    (job,) = folder.jobs().values()
    assert describe_job(job)["warnings"] == []
    return job


def test_the_first_example(folder, run):
    job = one_job(folder, EXAMPLES[0])()
    run.attach(job)

    assert job.run(**clean_inputs(variables_of(type(job)), {"count": 2}).values) == {"ports": 2}
    assert run.files == [("ports.txt", "Gi1/0/1\nGi1/0/2")]
    assert run.messages == ["port Gi1/0/1", "port Gi1/0/2"]
    assert type(job).grouping == "Ports"


def test_the_example_of_all_that_a_run_can_do(folder, run, tmp_path):
    job = one_job(folder, EXAMPLES[1])()
    attachment = run.attach(job)
    report = Writer()
    run.create_file = lambda name, content: report
    (tmp_path / "devices.txt").write_text("r1 old-r2", encoding="utf-8")

    inputs = clean_inputs(variables_of(type(job)), {"devices": str(tmp_path / "devices.txt")})
    with inputs.values["devices"]:
        assert job.run(**inputs.values) == {"checked": 2}

    assert attachment.failure_reason == "old-r2 does not answer"
    assert run.results == [("r1", "success", ""), ("old-r2", "failure", "no answer")]
    assert "".join(report) == "device\nr1\nold-r2\n"
    assert (10, "is_reachable", "asking r1", "", "") in run.logs


def test_the_example_on_the_inventory_uses_nothing_that_is_lacking(tmp_path):
    file = tmp_path / "consoles.py"
    file.write_text(EXAMPLES[2], encoding="utf-8")

    assert check(file).findings == ()


def test_the_examples_of_receivers(folder):
    folder.write("guide", EXAMPLES[3])

    found = folder.jobs().values()

    assert [cls.__name__ for cls in found] == ["TellOfChange", "Touch"]
    assert [describe_job(cls)["warnings"] for cls in found] == [[], []]


def test_the_example_of_the_first_generation(folder, run):
    cls = one_job(folder, EXAMPLES[4])
    job = cls()
    run.attach(job)

    job.run({"labels": "A-01, B02"}, True)
    job.test_form()

    assert firstgen.generation_of(cls) == 1
    assert job.failed is True
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("name", KNOWN_TYPES)
def test_every_variable_is_in_the_guide(name):
    assert f"`{name}`" in GUIDE


@pytest.mark.parametrize(
    "name",
    # commit and approval belong to the first generation; the other two do nothing yet.
    sorted(
        META.keys()
        - {"commit_default", "approval_required", "console_log_default"}
        - {"template_name"}
    ),
)
def test_every_attribute_of_meta_is_in_the_guide(name):
    assert f"`{name}`" in GUIDE
