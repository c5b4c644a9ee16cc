"""2.x: networks and addresses; a duplicate is caught and the run goes on."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from nautobot.apps.jobs import Job, register_jobs
from nautobot.extras.models import Status
from nautobot.ipam.models import IPAddress, Namespace, Prefix


class Reserve(Job):
    def run(self):
        active = Status.objects.get(name="Active")
        space = Namespace.objects.get(name="Global")
        outer = Prefix(prefix="10.0.0.0/8", status=active, namespace=space, type="container")
        outer.validated_save()
        inner = Prefix.objects.create(
            prefix=f"{outer.get_first_available_prefix().network}/24", status=active
        )
        first = inner.get_first_available_ip()
        IPAddress.objects.create(address=first, status=active)
        try:
            with transaction.atomic():
                IPAddress.objects.create(address=first, status=active)
        except (IntegrityError, ValidationError):
            self.logger.warning("There already: %s", first)
        address, created = IPAddress.objects.get_or_create(
            address="10.0.0.9/24", defaults={"status": active, "dns_name": "nine.example"}
        )
        found = Prefix.objects.net_contains("10.0.0.9/32").order_by("prefix_length")
        return [
            str(first),
            created,
            [str(one) for one in found],
            inner.get_utilization().numerator,
            IPAddress.objects.filter(parent=inner).count(),
            str(address.parent),
        ]


register_jobs(Reserve)
