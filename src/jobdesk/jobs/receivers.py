"""Jobs that are started by a change of an object or by a button on its page."""

from __future__ import annotations

from jobdesk.jobs.job import Job
from jobdesk.jobs.variables.objects import ObjectVar
from jobdesk.jobs.variables.text import StringVar

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class JobHookReceiver(Job):
    """Runs when an object was created, updated or deleted."""

    object_change = ObjectVar(model="extras.ObjectChange")

    def run(self, object_change: Any) -> Any:
        """Find out what changed and hand it to `receive_job_hook`."""
        return self.receive_job_hooks(self.object_changes_of(object_change))

    def object_changes_of(self, object_change: Any) -> list[Any]:
        """All changes that this run was started for, oldest first.

        There are several when the hook collects the changes of a run or of a bulk edit; whoever
        overrides `run` gets the first and finds the others here.
        """
        attachment = self._attachment
        keys = attachment.change_ids if attachment else ()
        if len(keys) < 2 or attachment is None or attachment.objects is None:
            return [object_change]
        found = attachment.objects.several("extras.ObjectChange", list(keys), {})
        place = {key: at for at, key in enumerate(keys)}
        return sorted(found, key=lambda change: place.get(str(change.pk), 0))

    def receive_job_hooks(self, changes: Sequence[Any]) -> Any:
        """Work on all changes of this run; override it to see them together.

        Gives back what `receive_job_hook` did: of several changes a list.
        """
        answers = [
            self.receive_job_hook(
                change=change,
                action=change.action,
                changed_object=None if change.action == "delete" else change.changed_object,
            )
            for change in changes
        ]
        return answers[0] if len(answers) == 1 else answers

    def receive_job_hook(self, change: Any, action: str, changed_object: Any) -> Any:
        """Do the work; action is create, update or delete, the object None after a delete."""
        raise NotImplementedError(f"{type(self).__name__} has no method receive_job_hook")


class JobButtonReceiver(Job):
    """Runs when somebody presses its button on an object's page."""

    object_pk = StringVar(label="Object key")
    object_model_name = StringVar(label="Kind of object")

    def run(self, object_pk: str, object_model_name: str) -> Any:
        """Find the object and hand it to `receive_job_button`."""
        objects = self._attachment.objects if self._attachment else None
        if objects is None:
            raise RuntimeError("A job button needs the inventory")
        return self.receive_job_button(obj=objects.one(object_model_name, object_pk, {}))

    def receive_job_button(self, obj: Any) -> Any:
        """Do the work for the object."""
        raise NotImplementedError(f"{type(self).__name__} has no method receive_job_button")


BASES = frozenset((Job, JobHookReceiver, JobButtonReceiver))


def is_job(value: object) -> bool:
    """`value` is a job class of an author's, not one of the bases."""
    return isinstance(value, type) and issubclass(value, Job) and value not in BASES
