"""A workspace with receivers, hooks and buttons, for tests and pictures of their pages."""

from datetime import UTC, datetime, timedelta

from tests.support.run_desk import RunDesk
from tests.support.stores import OPTIONS

from jobdesk.models.hook_records import (
    Batching,
    ButtonFields,
    HookFields,
    HookRun,
    OutboxState,
    OutboxStep,
    TracePlan,
)
from jobdesk.models.plans import JobCode, NewJob
from jobdesk.models.stores.outbox import OutboxStore

PRESSED = [
    {"name": name, "type": "StringVar", "label": name, "required": True}
    for name in ("object_pk", "object_model_name")
]


class StarterDesk(RunDesk):
    """Records are put into the stores; nothing is run."""

    def receiver(self, name, *, for_hooks=True, enabled=True):
        values = {
            "name": name, "grouping": "Reactions", "description": "", "hidden": False,
            "has_sensitive_variables": False, "dryrun_default": False,
            "approval_required": False, "console_log_default": False,
            "soft_time_limit": 300.0, "time_limit": 600.0, "is_singleton": False,
            "singleton_policy": "refuse", "job_queues": ["default", "deploy"],
            "default_job_queue": "default",
        }  # fmt: skip
        code = JobCode(
            values=values,
            source_values=values,
            description_json={"variables": [] if for_hooks else PRESSED},
            generation=2,
            file=str(self.paths.jobs / "reactions.py"),
            line=1,
            code_version="a41f9c2d0e11",
            is_job_hook_receiver=for_hooks,
            is_job_button_receiver=not for_hooks,
        )
        class_name = name.title().replace(" ", "")
        return self.services.jobs.add(
            "local", NewJob("reactions", class_name, code, enabled=enabled)
        )

    @property
    def user_id(self):
        return self.session.user.id

    def hook(self, name, job, types=("dcim.device",), **more):
        key, _ = self.services.hooks.save(
            self.user_id,
            "new",
            HookFields(name, types, None if job is None else job.id, **more),
        )
        return self.services.hooks.find(key)

    def button(self, name, job, text, types=("dcim.device",), **more):
        fields = ButtonFields(name, types, None if job is None else job.id, text, **more)
        key, _ = self.services.buttons.save(self.user_id, "new", fields)
        return self.services.buttons.find(key)

    def trace(self, hook, lines):
        """Lines (object, action, fires, reason) of a hook's trace, oldest first."""
        job = self.services.jobs.by_id(hook.fields.job_id)
        store = OutboxStore(self.services.results._database)
        for at, (text, action, fires, reason) in enumerate(lines):
            key = f"{at:08d}-0000-0000-0000-{abs(hash(hook.name)) % 10**12:012d}"
            plan = TracePlan(
                hook.id,
                key,
                action,
                hook.fields.object_types[0],
                text,
                "m.rossi",
                fires,
                reason,
            )
            runs = (HookRun(hook.id, (key,), "m.rossi", job, OPTIONS),) if fires else ()
            store.settle(OutboxStep(OutboxState(at, key, datetime.now(UTC)), runs, (plan,)))

    def fill(self):
        """What the pictures show."""
        config = self.receiver("Push intended configuration")
        dns = self.receiver("Update DNS records")
        ticket = self.receiver("Open a ticket", enabled=False)
        check = self.receiver("Check reachability", for_hooks=False)
        drain = self.receiver("Drain traffic", for_hooks=False)
        hook = self.hook(
            "Device goes live",
            config,
            on_create=False,
            on_delete=False,
            conditions=(
                {"field": "status", "from": "Planned", "to": "Active"},
                {"expression": "after.name.startswith('ber-')"},
            ),
        )
        self.hook("Addresses to DNS", dns, ("ipam.ipaddress",), batching=Batching.CONTEXT)
        self.hook("Racks without power", None, ("dcim.rack",), enabled=False)
        self.hook("Ticket for removed devices", ticket, on_create=False, on_update=False)
        turned = "status went from “{}” to “{}”"
        fired = f"The dcim.device was updated. {turned.format('Planned', 'Active')}."
        self.trace(
            hook,
            [
                ("ber-acc-04", "update", False, "status did not change."),
                ("muc-acc-01", "update", False, "The expression “…” is false."),
                (
                    "ber-acc-17",
                    "update",
                    False,
                    f"{turned.format('Active', 'Offline')}, not from “Planned”.",
                ),
                ("ber-acc-19", "update", True, fired),
                ("ber-acc-20", "update", True, fired),
            ],
        )
        self.button("Check", check, "Check {{ obj.name }}", button_class="primary")
        self.button(
            "Drain", drain, "Drain {{ obj.name }}", group_name="Traffic", button_class="danger",
            queue="deploy",
        )  # fmt: skip
        self.button(
            "Undrain", drain, "{% if obj.status.name == 'Offline' %}Undrain{% endif %}",
            group_name="Traffic", weight=200, enabled=False,
        )  # fmt: skip
        return hook

    @staticmethod
    def long_ago():
        return datetime.now(UTC) - timedelta(days=2)
