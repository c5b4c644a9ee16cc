"""The set-up names what a machine lacks, and installs it only as root."""

import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "packaging" / "bootstrap.py"


@pytest.fixture
def bootstrap():
    spec = importlib.util.spec_from_file_location("bootstrap", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_library_that_cannot_be_loaded_is_named_by_its_package(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "QT_LIBRARIES", {"libnone": "libnone-of-that-name.so.9"})
    monkeypatch.setattr(bootstrap, "PROGRAMS", {"nogit": "no-program-of-that-name"})

    assert bootstrap.missing_packages() == ["libnone", "nogit"]


def test_this_machine_which_runs_the_tests_lacks_nothing(bootstrap):
    assert bootstrap.missing_packages() == []


def test_who_is_not_root_is_told_the_command(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")

    assert bootstrap.install(["libegl1", "git"]) is False
    said = capsys.readouterr().err
    assert "libegl1, git" in said
    assert "sudo apt-get install -y --no-install-recommends libegl1 git" in said


def test_the_fingerprint_follows_the_pinned_packages(bootstrap, monkeypatch, tmp_path):
    for name in bootstrap.PINNED:
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    before = bootstrap.fingerprint()

    (tmp_path / "constraints.txt").write_text("two")

    assert bootstrap.fingerprint() != before
