"""`jobdesk changes` and `jobdesk revert`, on what a real run changed."""

import sqlite3
from contextlib import closing

import pytest

pytestmark = pytest.mark.process

JOBS = """
from jobdesk.jobs import Job, register_jobs

class Tenants(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self):
        from jobdesk.inventory.tenancy.models import Tenant, TenantGroup
        made = Tenant.objects.create(name="Acme")
        TenantGroup.objects.create(name="Customers")

class Rename(Job):
    class Meta:
        has_sensitive_variables = False
    def run(self):
        from jobdesk.inventory.tenancy.models import Tenant
        made = Tenant.objects.get()
        made.description = "by Rename"
        made.save()

register_jobs(Tenants, Rename)
"""


@pytest.fixture
def changed(terminal, qapp):  # who hosts runs in this process needs one application
    """Run 1 made two objects, run 2 changed one of them."""
    terminal.write(JOBS)
    terminal.well("refresh")
    terminal.well("enable", "term.Tenants", "term.Rename")
    terminal.well("run", "term.Tenants", "--in-process")
    terminal.well("run", "term.Rename", "--in-process")
    return terminal


def tenants(paths):
    with closing(sqlite3.connect(paths.inventory_db)) as database:
        return list(database.execute("SELECT name, description FROM tenancy_tenant"))


def test_changes_are_listed_and_taken_back_where_nothing_has_changed_since(changed):
    assert changed.well("changes", "1").out.splitlines() == [
        "+ Tenant Acme",
        "+ Tenant group Customers",
    ]
    (one,) = changed.well("changes", "2", "--json").json
    assert one["fields"] == {"description": {"before": "", "after": "by Rename"}}

    said = changed.well("revert", "1", "--yes")

    assert "! Tenant Acme: Description changed since by" in said.out
    assert "1 change cannot be taken back" in said.err
    assert "Reverted run 1: 0 created, 0 updated, 1 deleted." in said.err
    assert tenants(changed.paths) == [("Acme", "by Rename")]

    changed.well("revert", "2", "--yes")
    assert tenants(changed.paths) == [("Acme", "")]
    again = changed("revert", "2", "--yes")
    assert again.code == 2
    assert "There is nothing that can be reverted." in again.err
