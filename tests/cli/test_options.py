from datetime import UTC, datetime

from jobdesk.cli.options import close_services, print_json, services_of
from jobdesk.models.database import DeskDatabase


def test_what_was_opened_is_closed(own_workspace, monkeypatch):
    closed = []
    real = DeskDatabase.close
    monkeypatch.setattr(DeskDatabase, "close", lambda self: (closed.append(1), real(self)))
    services_of(own_workspace)

    close_services()
    close_services()

    assert closed == [1]


def test_json_keeps_letters_and_writes_what_it_does_not_know_as_text(capsys):
    print_json({"name": "Zürich", "at": datetime(2024, 1, 2, tzinfo=UTC)})

    said = capsys.readouterr().out
    assert '"Zürich"' in said
    assert "2024-01-02 00:00:00+00:00" in said
