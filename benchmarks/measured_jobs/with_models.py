"""Jobs that need the inventory's models and do nothing with them."""

import time

from nautobot.dcim.models import Device

from jobdesk.jobs import Job, register_jobs


class ModelMoment(Job):
    """Says when its first statement ran."""

    class Meta:
        """Nothing is secret."""

        has_sensitive_variables = False

    def run(self):
        """The time."""
        return time.time()


class ModelNoOperation(Job):
    """Does nothing, with the models at hand."""

    class Meta:
        """Nothing is secret."""

        has_sensitive_variables = False

    def run(self):
        """Nothing."""
        assert Device


register_jobs(ModelMoment, ModelNoOperation)
