"""`make links` writes one entry into the user's data folder, and takes it away again."""

import importlib.util
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "packaging" / "register_links.py"


@pytest.fixture
def links(monkeypatch, tmp_path):
    spec = importlib.util.spec_from_file_location("register_links", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(module, "tell_desktop", lambda *command: None)
    return module


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="desktops of Linux")
def test_the_entry_hands_links_to_the_program_and_can_be_removed(links, tmp_path):
    entry = tmp_path / "applications" / "jobdesk.desktop"

    assert links.main([]) == 0
    text = entry.read_text()
    assert "MimeType=x-scheme-handler/jobdesk;\n" in text
    assert f'Exec="{links.ROOT}/.venv/bin/jobdesk" %u\n' in text

    assert links.main(["--remove"]) == 0
    assert links.main(["--remove"]) == 0
    assert not entry.exists()


def test_a_path_with_marks_of_a_shell_is_quoted_as_entries_want_it(links):
    assert links.quoted('/a b/$x/50%/"q"') == '"/a b/\\\\$x/50%%/\\\\"q\\\\""'
