import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from jobdesk.errors import PermissionRefused, Refused
from jobdesk.models.records import UserRecord
from jobdesk.operations.services import Services
from jobdesk.operations.settings import add_jobs_folder, keep_own_folder
from jobdesk.paths import WorkspacePaths
from jobdesk.settings import load_settings

ROOT = UserRecord("1", "root", is_superuser=True)


def services_of(home: Path) -> Services:
    paths = WorkspacePaths(home)
    nothing = SimpleNamespace()
    return Services(
        paths=paths,
        settings=load_settings(paths.settings_file),
        jobs=nothing,
        results=nothing,
        queues=nothing,
        users=nothing,
        kept=nothing,
        edits=nothing,
        reviewed=nothing,
        labels=nothing,
        statistics=nothing,
        hooks=nothing,
        buttons=nothing,
        logs=nothing,
        inventory=nothing,
        host=nothing,
    )


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / 'my "own" jobs'
    made.mkdir()
    return made


@pytest.fixture
def home(tmp_path):
    made = tmp_path / "home"
    made.mkdir()
    return made


def test_a_folder_is_added_beside_the_workspaces_own(home, folder):
    changed = add_jobs_folder(services_of(home), ROOT, folder)

    assert changed.settings.jobs_root == ("jobs", str(folder))
    assert load_settings(home / "settings.toml") == changed.settings


def test_other_settings_and_comments_stay(home, folder):
    file = home / "settings.toml"
    file.write_text('# mine\nslots = 3\njobs_root = [\n  "a",\n  "b",\n]\nkeep_agent = true\n')

    add_jobs_folder(services_of(home), ROOT, folder)

    text = file.read_text()
    assert "# mine" in text
    assert tomllib.loads(text) == {
        "slots": 3,
        "jobs_root": ["a", "b", str(folder)],
        "keep_agent": True,
    }


def test_a_folder_that_is_there_already_changes_nothing(home, folder):
    once = add_jobs_folder(services_of(home), ROOT, folder)

    assert add_jobs_folder(once, ROOT, folder) is once


def test_what_is_no_folder_is_refused(home, folder):
    with pytest.raises(Refused, match="not a folder"):
        add_jobs_folder(services_of(home), ROOT, folder / "absent")


def test_an_environment_variable_above_the_settings_is_named(home, folder, monkeypatch):
    monkeypatch.setenv("JOBDESK_JOBS_ROOT", "/elsewhere")

    with pytest.raises(Refused, match="JOBDESK_JOBS_ROOT"):
        add_jobs_folder(services_of(home), ROOT, folder)


def test_who_has_no_right_is_refused(home, folder):
    with pytest.raises(PermissionRefused):
        add_jobs_folder(services_of(home), UserRecord("2", "eve", is_superuser=False), folder)


def test_the_workspaces_own_folder_comes_back_for_the_sample(home, folder):
    (home / "settings.toml").write_text(f"jobs_root = ['{folder}']\n")

    changed = keep_own_folder(services_of(home))

    assert changed.settings.jobs_root == ("jobs", str(folder))
