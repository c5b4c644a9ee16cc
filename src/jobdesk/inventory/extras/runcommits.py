"""Which runs committed anything: told also of a run that left no entry in the change log."""

from jobdesk.inventory.core.orm import models


class RunCommit(models.Model):
    """A run that wrote to the inventory and committed; written in the same transaction.

    When its worker is lost, the host reads by it what to say (the crash table).
    """

    result_no = models.PositiveIntegerField(primary_key=True)

    objects = models.Manager()

    def __str__(self) -> str:
        return f"run {self.result_no}"
