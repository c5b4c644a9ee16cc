"""Commands about the inventory's data."""

import io

import keyring
from keyring.backend import KeyringBackend
from tests.support.stub_nautobot import TOKEN, Stub, nautobot_lists, serving

from jobdesk.operations import inventory_threads

TINY = ("--locations", 20, "--devices", 240, "--interfaces", 4000, "--addresses", 600)


def test_a_sample_inventory_is_made_and_counted(terminal):
    said = terminal.well("sample-inventory", *TINY)
    assert "    4,000 interfaces" in said.lines
    assert "Left wrong on purpose: " in said.err

    again = terminal("sample-inventory", *TINY)
    assert (again.code, "has 240 devices already" in again.err) == (2, True)


def test_sizes_that_make_no_network_are_refused(terminal):
    said = terminal("sample-inventory", "--devices", 3)
    assert (said.code, "devices: 50 locations need at least 600" in said.err) == (2, True)


def test_objects_go_out_and_come_back(terminal, tmp_path):
    terminal.well("sample-inventory", *TINY)
    file = tmp_path / "routers.csv"
    words = ("--filter", "role=Router", "--fields", "name,status,comments")
    said = terminal.well("export", "devices", *words, "--output", file)
    assert f"{file} holds" in said.err
    assert file.read_text().startswith("id,name,status__name,comments\n")
    assert [one.name for one in tmp_path.iterdir()] == ["routers.csv"]

    file.write_text(file.read_text().replace("Active,", "Planned,checked"))
    trial = terminal.well("import", file, "--model", "dcim.device", "--dry-run")
    told = "ber01-rtr01 (Status: Active → Planned, Comments: none → checked)"
    assert f"updated    {told}" in trial.lines
    done = terminal.well("import", file, "--model", "dcim.device", "--json").json
    assert (done["done"], done["created"], done["failed"]) == (True, 0, 0)
    again = terminal.well("import", file, "--model", "dcim.device")
    assert "0 created, 0 updated" in again.err
    lines = terminal.well("export", "dcim.device", *words, "--format", "json").json
    assert sum(one["comments"] == "checked" for one in lines) == done["updated"] > 0


def test_a_wrong_row_is_told_and_nothing_is_changed(terminal, tmp_path):
    file = tmp_path / "tenants.csv"
    file.write_text("name,tenant_group\nAcme,\nBad,Nobody\n")

    said = terminal("import", file, "--model", "tenants")

    assert said.code == 2
    assert "row 3, tenant_group: There is no tenant group called Nobody." in said.err
    assert terminal.well("export", "tenants", "--format", "json").json == []


def test_what_means_nothing_is_refused(terminal, tmp_path):
    (tmp_path / "x.json").write_text("{")
    for words, sentence in (
        (("export", "gadgets"), "There is no kind of objects called gadgets."),
        (("export", "devices", "--filter", "colour"), "'colour' says nothing of a column"),
        (("export", "devices", "--filter", "colour=1"), "Device has no filter 'colour'"),
        (("export", "devices", "--fields", "colour"), "colour: There is no such field."),
        (("export", "devices", "-o", tmp_path / "no" / "x.csv"), "cannot be written"),
        (("import", tmp_path / "x.json", "--model", "devices"), "x.json, line 1, column 2"),
    ):
        said = terminal(*words)
        assert (said.code, said.out, sentence in said.err) == (2, "", True), words


def test_another_system_is_looked_at_and_brought_in(terminal, monkeypatch):
    with serving(Stub(nautobot_lists(), {"nautobot-version": "2.4.10"})) as stub:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
        looked = terminal.well("import-nautobot", stub.url, "--dry-run", "--json").json
        assert (looked["done"], looked["kinds"]["dcim.device"]["created"]) == (False, 2)

        monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
        said = terminal.well("import-nautobot", stub.url)
        assert "0 refused, 0 gone." in said.err
        assert any(line.startswith("dcim.device ") for line in said.lines)
        assert TOKEN not in said.out + said.err

        monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n"))
        refused = terminal("import-nautobot", stub.url, "--fresh")
        assert (refused.code, "403 Forbidden: Invalid token" in refused.err) == (2, True)


class Keys(KeyringBackend):
    """A key store of its own."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.held = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        del self.held[service, username]


def test_a_token_is_kept_in_the_key_store_and_forgotten(terminal, monkeypatch):
    keys, before = Keys(), keyring.get_keyring()
    keyring.set_keyring(keys)
    try:
        with serving(Stub(nautobot_lists(), {"nautobot-version": "2.4.10"})) as stub:
            monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
            terminal.well("import-nautobot", stub.url, "--dry-run", "--keep-token")
            assert list(keys.held.values()) == [TOKEN]
            terminal.well("import-nautobot", stub.url, "--dry-run")  # nothing is asked
            terminal.well("import-nautobot", stub.url, "--forget-token")
            assert keys.held == {}
    finally:
        keyring.set_keyring(before)
    files = [one for one in terminal.home.rglob("*") if one.is_file()]
    assert all(TOKEN.encode() not in one.read_bytes() for one in files)


def test_a_damaged_inventory_is_told_and_put_aside_on_demand(terminal):
    terminal.well("export", "devices")
    inventory_threads.close_all()  # as at the end of a process
    [file] = terminal.home.glob("inventory.db")
    file.write_bytes(b"no rows at all " * 1000)
    said = terminal("export", "devices")
    assert (said.code, "is damaged and cannot be read" in said.err) == (2, True)
    assert terminal("jobs").code == 0

    moved = terminal.well("new-inventory")
    assert "The inventory is empty now." in moved.err
    assert terminal("export", "devices").code == 0
    again = terminal("new-inventory")
    assert (again.code, "Nothing is wrong with the inventory" in again.err) == (2, True)
