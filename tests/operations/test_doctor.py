from jobdesk.models.stores.search_building import IndexBuilder
from jobdesk.operations.doctor import examine


def test_a_healthy_workspace_is_told_as_such(services, paths):
    checks = examine(paths.home)

    assert all(check.verdict != "bad" for check in checks), checks
    said = {check.name: check.sentence for check in checks}
    assert str(paths.home) in said["workspace"]
    assert {"program", "Qt", "git", "desk.db", "logs.db", "agent"} <= set(said)
    assert checks[0].document()["verdict"] == "ok"


def test_a_damaged_database_is_bad(services, paths):
    services.close()
    paths.logs_db.write_bytes(b"garbage" * 1000)

    [check] = [check for check in examine(paths.home) if check.name == "logs.db"]

    assert check.verdict == "bad"


def test_wrong_settings_are_bad(services, paths):
    paths.settings_file.write_text("colour = 'red'\n")

    [check] = [check for check in examine(paths.home) if check.name == "settings"]

    assert (check.verdict, "colour" in check.sentence) == ("bad", True)


def test_a_workspace_that_is_not_there_is_not_made(tmp_path):
    home = tmp_path / "nowhere"

    verdicts = {check.name: check.verdict for check in examine(home)}

    assert verdicts["workspace"] == "warn"
    assert not home.exists()


def test_a_damaged_text_index_is_no_harm(services, paths):
    IndexBuilder(paths.search_db, paths.logs_db).close()
    verdicts = {check.name: check.verdict for check in examine(paths.home)}
    assert verdicts["search.db"] == "ok"

    paths.search_db.write_bytes(b"garbage" * 1000)

    [check] = [check for check in examine(paths.home) if check.name == "search.db"]
    assert (check.verdict, "built again" in check.sentence) == ("warn", True)
