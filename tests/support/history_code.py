"""What tests of the change log do first in the process that works on an inventory."""

START = """
from django.contrib.contenttypes.models import ContentType
from jobdesk.inventory.changes import ChangeContext, change_context
from jobdesk.inventory.extras.models import *
from jobdesk.inventory.dcim.models import *
from jobdesk.inventory.ipam.models import *
from jobdesk.inventory.tenancy.models import Tenant
from jobdesk.inventory.history.records import *
from jobdesk.inventory.history import feed
from jobdesk.inventory.history.detail import detail
from jobdesk.inventory.history.plan import plan
from jobdesk.inventory.history.revert import revert, NotReverted
from jobdesk.inventory.core.orm import transaction

active = Status.objects.get(name="Active")
planned = Status.objects.get(name="Planned")

def run(no, user="m.rossi"):
    return change_context(ChangeContext(user, "job", "sites.NewBranch", no))

def of(no):
    return ChangeFilter(result_no=no)

def undo(no, **more):
    with change_context(ChangeContext("a.meier", "web", f"Revert of run {no}")):
        with transaction.atomic():
            return revert(of(no), **more)

def told(no, **more):
    for one in plan(of(no), **more).items:
        say(one.does, one.row.kind, one.row.name, one.state, "|", one.reason, *one.fields)
"""
