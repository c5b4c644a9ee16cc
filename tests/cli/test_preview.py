"""`jobdesk run --preview`: the whole way, with a real host and worker."""

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
        from jobdesk.inventory.tenancy.models import Tenant
        Tenant.objects.create(name="first").delete()
        made = Tenant.objects.create(name="Acme")
        return str(made)

class Older(Job):
    class Meta:
        has_sensitive_variables = False
        read_only = True
    def run(self, data, commit):
        from jobdesk.inventory.tenancy.models import Tenant
        Tenant.objects.create(name="never")

register_jobs(Tenants, Older)
"""


@pytest.fixture
def prepared(terminal, qapp):  # who hosts runs in this process needs one application
    terminal.write(JOBS)
    terminal.well("refresh")
    terminal.well("enable", "term.Tenants", "term.Older")
    return terminal


def tenants(paths):
    with closing(sqlite3.connect(paths.inventory_db)) as database:
        return [name for (name,) in database.execute("SELECT name FROM tenancy_tenant")]


def test_a_preview_lists_what_would_change_and_leaves_no_copy(prepared):
    said = prepared("run", "term.Tenants", "--preview", "--in-process")

    assert said.code == 0, said.err
    assert "  + tenancy.tenant Acme" in said.out
    assert tenants(prepared.paths) == []
    assert not (prepared.paths.run_dir(1) / "inventory.db").exists()
    document = prepared.well("result", "1", "--json").json
    assert document["preview"] is True
    assert document["changes"] == {"created": 1, "updated": 0, "deleted": 0}

    prepared.well("run", "term.Tenants", "--in-process")
    assert tenants(prepared.paths) == ["Acme"]


def test_a_read_only_job_of_the_first_generation_works_on_a_copy(prepared):
    said = prepared("run", "term.Older", "--in-process")

    assert said.code == 0, said.err
    assert "a copy of the inventory" in said.out
    assert tenants(prepared.paths) == []
