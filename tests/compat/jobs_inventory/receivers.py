"""2.x: a button on a device, and a receiver of its changes."""

from nautobot.apps.jobs import JobButtonReceiver, JobHookReceiver, register_jobs
from nautobot.extras.choices import ObjectChangeActionChoices


class Retire(JobButtonReceiver):
    def receive_job_button(self, obj):
        obj.comments = f"retired by {self.user.username}"
        obj.save()
        self.logger.info("Retired", extra={"object": obj})


class Tell(JobHookReceiver):
    def receive_job_hook(self, change, action, changed_object):
        if action == ObjectChangeActionChoices.ACTION_DELETE:
            return "gone"
        added = change.get_snapshots()["differences"]["added"]
        return [action, changed_object.name, sorted(added)]


register_jobs(Retire, Tell)
