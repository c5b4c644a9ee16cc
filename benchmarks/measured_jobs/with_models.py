"""Jobs that need the inventory's models and do nothing with them."""

import time

from nautobot.dcim.models import Device
from nautobot.tenancy.models import Tenant

from jobdesk.jobs import Job, StringVar, register_jobs


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


class ModelWriter(Job):
    """Makes 300 tenants one by one."""

    word = StringVar()

    class Meta:
        """Nothing is secret."""

        has_sensitive_variables = False

    def run(self, word):
        """Make them."""
        for number in range(300):
            Tenant(name=f"{word} {number}").validated_save()


register_jobs(ModelMoment, ModelNoOperation, ModelWriter)
