"""Jobs that react: to a change of the inventory (a job hook), to a button on an object."""

from jobdesk.inventory.models import Device
from jobdesk.jobs import JobButtonReceiver, JobHookReceiver, register_jobs

name = "Reactions"


class TellOfChange(JobHookReceiver):
    """Says what was changed, and from what to what."""

    class Meta:
        name = "Tell of a change"
        description = "Logs which fields of an object were changed. For a job hook."

    def receive_job_hook(self, change, action, changed_object):
        told = change.get_snapshots()["differences"]
        before, after = told["removed"] or {}, told["added"] or {}
        fields = sorted({*before, *after} - {"created", "last_updated"})
        for field in fields:
            values = before.get(field), after.get(field)
            self.logger.info("%s: %s → %s", field, *values, extra={"object": changed_object})
        return f"{action} {change.object_repr}: {len(fields)} fields"


class CheckDevice(JobButtonReceiver):
    """Is a device complete?"""

    class Meta:
        name = "Check a device"
        description = "Says what a device lacks: position, primary address. For a job button."
        has_sensitive_variables = False

    def receive_job_button(self, obj):
        if not isinstance(obj, Device):
            self.fail(f"{obj} is no device.")
            return None
        lacking = [
            words
            for words, value in (
                ("position in a rack", obj.rack and obj.position),
                ("primary address", obj.primary_ip4 or obj.primary_ip6),
                ("platform", obj.platform),
            )
            if not value
        ]
        for words in lacking:
            self.logger.warning("It has no %s.", words, extra={"object": obj})
        return f"{obj} lacks {len(lacking)} of 3"


register_jobs(TellOfChange, CheckDevice)
