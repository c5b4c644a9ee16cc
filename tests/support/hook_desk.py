"""A workspace with a hook receiver, hooks and changes, for tests of hooks."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.support.stores import OPTIONS

from jobdesk.inventory.outbox import ChangeReader
from jobdesk.models.hook_records import HookFields
from jobdesk.models.plans import Ending
from jobdesk.models.records import Status
from jobdesk.models.stores.outbox import OutboxStore
from jobdesk.operations.outbox import HookRunPlanner
from jobdesk.runner.outbox import Outbox

RECEIVERS = """
class {name}(JobHookReceiver):
    class Meta:
        name = "{name}"

    def receive_job_hook(self, change, action, changed_object):
        self.logger.info("%s %s %s", action, change.object_repr, changed_object)

register_jobs({name})
"""


class HookDesk:
    """Real stores and a real inventory in this process; runs are made, not run."""

    def __init__(self, services, actor, install):
        self.services, self.actor, self._install = services, actor, install
        self._contexts = {}
        self.store = OutboxStore(services.results._database)

    def receiver(self, name="Receive"):
        """An enabled job hook receiver."""
        self._install(name.lower(), RECEIVERS.format(name=name))
        return self.services.jobs.by_class_path(f"{name.lower()}.{name}")

    def hook(self, name="watch", job=None, types=("tenancy.tenant",), **more):
        """A hook that is on."""
        job = job or self.receiver(f"R{name}")
        key, _ = self.services.hooks.save(
            self.actor.id, "new", HookFields(name, types, job.id, **more)
        )
        return self.services.hooks.find(key)

    def change_hook(self, hook, **values):
        key = hook.id
        self.services.hooks.save(self.actor.id, "x", replace(hook.fields, **values), key=key)
        return self.services.hooks.find(key)

    def edit(self, work, *args, user="ada"):
        """What an editor does, in one commit."""
        return self.services.inventory.change(work, *args, detail="a test", user=user)

    def run(self, work=None, *args, user="ada", kind="job", depth=0):
        """A run that is under way and has done this."""
        job = self.services.jobs.all()[0]
        no = self.services.results.create(job, user, {}, False, OPTIONS).no
        if depth:
            self._write("UPDATE job_result SET hook_depth = ? WHERE no = ?", depth, no)
        if work is not None:
            self.go_on(no, work, *args, user=user, kind=kind)
        return no

    def go_on(self, no, work, *args, user="ada", kind="job"):
        """The run does something, and commits it."""
        self.services.inventory.call(in_run, self._contexts, no, user, kind, work, *args)

    def end(self, no, status=Status.SUCCESS):
        self.services.results.close(no, Ending(status, datetime.now(UTC)))

    def _write(self, statement, *values):
        with self.services.results._database.writing() as connection:
            connection.exec_driver_sql(statement, values)

    def outbox(self):
        """A reader as the next host has it; close it."""
        services = self.services
        reader = ChangeReader(services.paths.inventory_db)
        planner = HookRunPlanner(services.jobs, services.queues, services.settings)
        return Outbox(reader, self.store, services.hooks, planner), reader

    def read(self):
        """Read on once; the runs that were asked for."""
        if not self.services.paths.inventory_db.exists():
            self.services.inventory.call(int)
        outbox, reader = self.outbox()
        try:
            numbers = [no for made in outbox.read_on() for no in made]
        finally:
            reader.close()
        return [self.services.results.by_no(no) for no in numbers]

    def objects(self, record):
        """The names of the objects whose changes a run was asked for."""
        reader = ChangeReader(self.services.paths.inventory_db)
        keys = self.services.results.changes_of(record.no)
        try:
            return [reader.one(key).object_text for key in keys]
        finally:
            reader.close()

    def trace(self, hook):
        """What the trace says, the oldest first."""
        lines = self.services.hooks.traces(hook.id, 100)
        return [(one.object_text, one.is_fired, one.reason) for one in reversed(lines)]


# Called in the inventory's thread


def in_run(contexts, no, user, kind, work, *args):
    from jobdesk.inventory.changes import ChangeContext, change_context

    if no not in contexts:
        contexts[no] = ChangeContext(user, kind, "mod.Class", result_no=no)
    with change_context(contexts[no]):
        return work(*args)


def make(*names):
    from jobdesk.inventory.tenancy.models import Tenant

    for name in names:
        Tenant(name=name).validated_save()


def describe(text, *names):
    from jobdesk.inventory.tenancy.models import Tenant

    for one in Tenant.objects.filter(name__in=names).order_by("name"):
        one.description = text
        one.validated_save()


def remove(*names):
    from jobdesk.inventory.tenancy.models import Tenant

    for one in Tenant.objects.filter(name__in=names):
        one.delete()


def group(name, *tenants):
    """Put tenants into a group, which is made where it is not there."""
    from jobdesk.inventory.tenancy.models import Tenant, TenantGroup

    found, _ = TenantGroup.objects.get_or_create(name=name)
    for one in Tenant.objects.filter(name__in=tenants):
        one.tenant_group = found
        one.validated_save()


def forget_log():
    from jobdesk.inventory.extras.changelog import ObjectChange

    ObjectChange.objects.all().delete()
