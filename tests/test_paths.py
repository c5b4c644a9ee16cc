import os
from pathlib import Path

from jobdesk.paths import home_of


def test_a_workspace_named_on_the_line_wins_and_children_find_it(own_workspace, monkeypatch):
    assert home_of(None) == own_workspace

    monkeypatch.chdir(own_workspace)
    assert home_of(Path("other")) == own_workspace / "other"
    assert os.environ["JOBDESK_HOME"] == str(own_workspace / "other")


def test_a_tilde_is_the_home_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))

    assert home_of(Path("~/desk")) == tmp_path / "desk"
