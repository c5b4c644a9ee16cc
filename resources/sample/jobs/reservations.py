"""Reserve a range of prefixes or addresses inside a prefix."""

import netaddr

from jobdesk.inventory.models import IPAddress, Prefix, Status
from jobdesk.jobs import ChoiceVar, IntegerVar, Job, ObjectVar, StringVar, register_jobs

name = "Addresses"


class Reserve(Job):
    """The next free ones are made, with the status Reserved."""

    parent = ObjectVar(model=Prefix, description="What they are taken from")
    what = ChoiceVar(
        choices=(("addresses", "Addresses"), ("prefixes", "Prefixes")), default="addresses"
    )
    count = IntegerVar(default=8, min_value=1, max_value=1024)
    length = IntegerVar(
        required=False,
        min_value=8,
        max_value=128,
        description="Length of each prefix: 28 makes prefixes of 16 addresses",
    )
    purpose = StringVar(max_length=200, description="What the reservation is for")

    class Meta:
        name = "Reserve prefixes or addresses"
        description = "Makes the next free prefixes or addresses of a prefix as **reserved**."
        has_sensitive_variables = False
        field_order = ["parent", "what", "count", "length", "purpose"]

    def run(self, parent, what, count, length, purpose):
        self.reserved = Status.objects.get(name="Reserved")
        if what == "prefixes":
            if length is None:
                raise ValueError("Prefixes need a length.")
            made = self.prefixes(parent, count, length, purpose)
        else:
            made = self.addresses(parent, count, purpose)
        if len(made) < count:
            self.fail(f"{parent} has room for {len(made)} of {count} {what} only")
        self.create_file("reserved.txt", "\n".join(made) + "\n")
        return made

    def addresses(self, parent, count, purpose):
        made = []
        for host in parent.get_available_ips():
            if len(made) == count:
                break
            text = f"{host}/{parent.prefix_length}"
            self.save(IPAddress(address=text, status=self.reserved, description=purpose), parent)
            made.append(text)
        return made

    def prefixes(self, parent, count, length, purpose):
        made = []
        for free in parent.get_available_prefixes().iter_cidrs():
            for net in netaddr.IPNetwork(free).subnet(length):
                if len(made) == count:
                    return made
                self.save(Prefix(prefix=str(net), status=self.reserved, description=purpose), parent)
                made.append(str(net))
        return made

    def save(self, thing, parent):
        if isinstance(thing, IPAddress):
            thing.parent = parent
        else:
            thing.namespace = parent.namespace
        thing.validated_save()
        self.logger.success("Reserved", extra={"object": thing})


register_jobs(Reserve)
