"""The files given last, by job and variable, without what is sensitive."""

from dataclasses import replace

from tests.operations.test_presets import job  # noqa: F401 -- a fixture

from jobdesk.operations.recent_files import KIND, recent_files, remember_files


def test_the_last_file_is_first_and_each_is_there_once(services, actor, job):  # noqa: F811
    for path in ("/a.csv", "/b.csv", "/a.csv", ""):
        remember_files(services, actor, job, {"plan": path})

    assert recent_files(services, actor, job) == {"plan": ["/a.csv", "/b.csv"]}
    for number in range(20):
        remember_files(services, actor, job, {"plan": f"/{number}.csv"})
    assert recent_files(services, actor, job)["plan"][:2] == ["/19.csv", "/18.csv"]
    assert len(recent_files(services, actor, job)["plan"]) == 8


def test_nothing_of_a_sensitive_job_or_variable_is_remembered(services, actor, job):  # noqa: F811
    sensitive = replace(job, has_sensitive_variables=True)
    remember_files(services, actor, sensitive, {"plan": "/secret.csv"})
    remember_files(services, actor, job, {"password": "/secret.csv"})
    inside = services.paths.run_dir(1) / "inputs" / "plan" / "p.csv"
    remember_files(services, actor, job, {"plan": str(inside)})

    assert services.kept.all(actor.id, KIND) == {}
    remember_files(services, actor, job, {"plan": "/a.csv"})
    assert recent_files(services, actor, sensitive) == {}
