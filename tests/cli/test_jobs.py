import pytest
from tests.cli.conftest import JOBS

JOB_FIELDS = set(
    """
    id class_path module_name job_class_name source name grouping description installed
    enabled hidden is_job_hook_receiver is_job_button_receiver read_only supports_dryrun
    has_sensitive_variables dryrun_default approval_required soft_time_limit time_limit
    is_singleton job_queues default_job_queue runnable not_runnable_reason overrides
    last_result error
    """.split()  # noqa: SIM905 - the list of DESIGN §9, easier compared as it is written there
)


def paths_of(said):
    return {document["class_path"].removeprefix("term.") for document in said.json}


def test_refresh_tells_what_is_new_and_then_that_nothing_is(terminal):
    terminal.write(JOBS)

    first, second = terminal.well("refresh"), terminal.well("refresh")

    assert "created      term.Hello" in first.lines
    assert (second.out, second.err) == ("", "Nothing has changed.\n")


def test_a_broken_file_fails_the_refresh_and_harms_no_other(stocked):
    stocked.write("import nowhere_at_all\n", "broken")

    said = stocked("refresh", "--json")
    plain = stocked("refresh")

    assert (said.code, plain.code) == (1, 1)
    [entry] = said.json["broken"]
    assert entry["file"].endswith("broken.py")
    assert entry["line"] == 1
    assert "nowhere_at_all" in entry["message"]
    assert "broken.py:1: " in plain.out
    assert "term.Hello" in stocked.well("jobs").out


def test_a_file_that_is_gone_uninstalls_its_jobs_and_brings_them_back(stocked):
    (stocked.paths.jobs / "term.py").rename(stocked.home / "aside.py")
    gone = stocked.well("refresh", "--json").json
    missing = stocked.well("jobs", "--installed", "no", "--json")
    (stocked.home / "aside.py").rename(stocked.paths.jobs / "term.py")
    back = stocked.well("refresh", "--json").json

    assert "term.Hello" in gone["uninstalled"]
    assert "Hello" in paths_of(missing)
    assert "term.Hello" in back["reinstalled"]


def test_one_source_may_be_refreshed_alone(stocked):
    assert stocked.well("refresh", "--source", "local").err == "Nothing has changed.\n"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ([], {"Hello", "Levels", "Bad", "Nap", "Paced", "OnChange", "OnPress"}),
        (["--hidden", "yes"], {"Shy"}),
        (["--hook-receiver", "yes"], {"OnChange"}),
        (["--button-receiver", "yes"], {"OnPress"}),
        (["--hook-receiver", "no", "--button-receiver", "no", "--search", "zebra"], {"Hello"}),
        (["--enabled", "yes"], set()),
        (["--installed", "no"], set()),
        (["--search", "HELLO there"], {"Hello"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_list_is_filtered(stocked, options, shown):
    assert paths_of(stocked.well("jobs", "--json", *options)) == shown


def test_an_empty_list_is_an_array_and_a_sentence(terminal):
    assert terminal.well("jobs", "--json").json == []
    assert terminal.well("jobs").err == "No job matches.\n"


def test_a_job_is_found_by_path_name_and_id_and_old_spelling(stocked):
    document = stocked.well("job", "term.Hello", "--json").json

    for ref in ("Hello there", document["id"], "local/term/Hello"):
        assert stocked.well("job", ref, "--json").json == document
    assert JOB_FIELDS | {"variables", "source_values"} <= set(document)
    assert [one["name"] for one in document["variables"]] == ["word", "times", "note"]
    listed = stocked.well("jobs", "--json").json
    assert all(set(one) >= JOB_FIELDS for one in listed)


def test_a_job_is_told_to_people_with_its_variables(stocked):
    said = stocked.well("job", "term.Hello")

    assert "name                       Hello there" in said.lines
    assert "enabled                    no" in said.lines
    assert any(line.split() == ["times", "IntegerVar", "required"] for line in said.lines)


def test_jobs_are_enabled_and_disabled_all_or_none(stocked):
    refused = stocked("enable", "term.Hello", "term.Nothing")
    assert refused.code == 2
    assert paths_of(stocked.well("jobs", "--enabled", "yes", "--json")) == set()

    said = stocked.well("enable", "term.Hello", "Levels")
    assert said.err == "term.Hello is enabled.\nterm.Levels is enabled.\n"
    assert paths_of(stocked.well("jobs", "--enabled", "yes", "--json")) == {"Hello", "Levels"}

    assert stocked.well("disable", "term.Hello").err == "term.Hello is disabled.\n"
    assert paths_of(stocked.well("jobs", "--enabled", "yes", "--json")) == {"Levels"}


def test_what_the_code_says_is_overridden_and_taken_again(stocked):
    said = stocked.well("override", "term.Hello", "name=Grüezi", "soft_time_limit=12.5")
    document = stocked.well("job", "term.Hello", "--json").json

    assert said.err == "term.Hello: overridden is name, soft_time_limit.\n"
    assert (document["name"], document["soft_time_limit"]) == ("Grüezi", 12.5)
    assert document["source_values"]["name"] == "Hello there"

    said = stocked.well(
        "override", "term.Hello", "--clear", "name", "--clear", "soft_time_limit"
    )
    assert said.err == "term.Hello: overridden is nothing.\n"
    assert stocked.well("job", "term.Hello", "--json").json["name"] == "Hello there"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "give FIELD=VALUE or --clear FIELD"),
        (["name"], "write it as name=VALUE"),
        (["colour=red", "hidden=perhaps"], "colour"),
        (["colour=red", "hidden=perhaps"], "hidden"),
        (["soft_time_limit=50", "time_limit=20"], "time"),
    ],
)
def test_a_wrong_override_names_all_fields_and_writes_nothing(stocked, words, sentence):
    said = stocked("override", "term.Hello", *words)

    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert stocked.well("job", "term.Hello", "--json").json["overrides"] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("from nautobot.apps.jobs import Job, register_jobs\n", 0),
        ("from nautobot.apps.jobs import Job\nfrom nautobot.nowhere import Thing\n", 1),
        ("def broken(:\n", 2),
    ],
    ids=["known", "lacking", "no Python"],
)
def test_check_says_by_its_code_whether_a_file_will_load(terminal, tmp_path, text, code):
    file = tmp_path / "some.py"
    file.write_text(text)

    said = terminal("check", file)

    assert said.code == code
    assert (said.out + said.err).strip()
    assert not list(terminal.home.iterdir())
    if code < 2:
        assert isinstance(terminal("check", file, "--json").json, dict)
