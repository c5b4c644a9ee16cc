"""Plan subnets: a network cut into equal parts."""

from jobdesk.jobs import (
    ChoiceVar,
    IntegerVar,
    IPAddressVar,
    IPNetworkVar,
    Job,
    StringVar,
    register_jobs,
)

name = "Planning"


class PlanSubnets(Job):
    """Cut a network into subnets and say where a gateway lies."""

    network = IPNetworkVar(
        label="Network", description="What is to be cut", default="10.42.0.0/16",
        min_prefix_length=8, max_prefix_length=28,
    )
    length = IntegerVar(
        label="Prefix length", description="Of each subnet", default=20, min_value=9, max_value=30
    )
    reserve = IPAddressVar(
        label="Address to keep free", description="Its subnet is left out", required=False
    )
    order = ChoiceVar(
        label="Order", choices=(("up", "Lowest first"), ("down", "Highest first")), default="up"
    )
    prefix_name = StringVar(label="Name", default="lab", regex=r"^[a-z0-9-]+$", max_length=20)

    class Meta:
        name = "Plan subnets"
        description = "Cut a network into equal subnets and write the plan as CSV."
        has_sensitive_variables = False
        read_only = True

    def run(self, network, length, reserve, order, prefix_name):
        if length <= network.prefixlen:
            self.fail("A /%d cannot be cut into /%d", network.prefixlen, length)
            return None
        subnets = list(network.subnet(length))
        if order == "down":
            subnets.reverse()
        lines = ["name,subnet,gateway,hosts"]
        for number, subnet in enumerate(subnets, 1):
            if reserve is not None and reserve in subnet:
                self.logger.warning("left out, it holds %s", reserve, extra={"object": subnet})
                continue
            lines.append(f"{prefix_name}-{number:03},{subnet},{subnet[1]},{subnet.size - 2}")
            self.logger.info("gateway %s", subnet[1], extra={"object": subnet})
        self.create_file("subnets.csv", "\n".join(lines) + "\n")
        return {"subnets": len(lines) - 1, "first": lines[1].split(",")[1] if lines[1:] else None}


register_jobs(PlanSubnets)
