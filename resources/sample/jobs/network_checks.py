"""Three checks of the inventory: console connections, loopbacks, parent prefixes."""

from jobdesk.inventory.models import ConsolePort, Device, Interface, IPAddress, Location
from jobdesk.jobs import Job, MultiObjectVar, StringVar, register_jobs

name = "Network checks"


class TopOfRackConsoles(Job):
    """Every top-of-rack switch can be reached by its console."""

    locations = MultiObjectVar(
        model=Location,
        required=False,
        description="Only devices at these locations; none means all",
    )
    role = StringVar(default="Top of Rack", description="Role of the switches")

    class Meta:
        name = "Check top-of-rack consoles"
        description = "Reports top-of-rack switches whose console port is connected to nothing."
        has_sensitive_variables = False
        read_only = True

    def run(self, locations, role):
        switches = Device.objects.filter(role__name=role, status__name="Active")
        if locations:
            switches = switches.filter(location__in=locations)
        total = switches.count()
        without = 0
        for number, switch in enumerate(switches.select_related("location"), 1):
            ports = ConsolePort.objects.filter(device=switch).select_related("cable__status")
            problem = self.problem(list(ports))
            if problem:
                without += 1
                self.logger.failure(problem, extra={"object": switch})
                self.object_result(switch, "failure", problem)
            else:
                self.object_result(switch, "success", "reachable")
            self.progress(number, total, switch.name)
        self.summary(f"**{without}** of {total} top-of-rack switches lack a console connection.")
        if without:
            self.fail(f"{without} of {total} switches lack a console connection")
        return {"checked": total, "without": without}

    def problem(self, ports):
        if not ports:
            return "It has no console port"
        for port in ports:
            if port.cable is None:
                return f"{port.name} is connected to nothing"
            if port.cable.status.name != "Connected":
                return f"{port.name}: the cable is only {port.cable.status.name.lower()}"
        return ""


class RouterLoopbacks(Job):
    """Every router has a loopback interface with an address."""

    role = StringVar(default="Router", description="Role of the routers")
    pattern = StringVar(default="^lo", description="What names of loopback interfaces begin with")

    class Meta:
        name = "Check router loopbacks"
        description = "Reports routers without an address on a loopback interface."
        has_sensitive_variables = False
        read_only = True

    def run(self, role, pattern):
        routers = Device.objects.filter(role__name=role)
        without = 0
        for router in routers:
            loopbacks = Interface.objects.filter(device=router, name__iregex=pattern)
            addresses = IPAddress.objects.filter(interfaces__in=loopbacks).distinct()
            found = ", ".join(str(address) for address in addresses)
            if found:
                self.logger.success("has %s", found, extra={"object": router})
                self.object_result(router, "success", found)
                continue
            without += 1
            words = "has a loopback without an address" if loopbacks else "has no loopback"
            self.logger.failure(words, extra={"object": router})
            self.object_result(router, "failure", words)
        if without:
            self.fail(f"{without} of {routers.count()} routers have no loopback address")
        return {"checked": routers.count(), "without": without}


class ParentPrefixes(Job):
    """Every address lies in a prefix, and belongs to the nearest one."""

    class Meta:
        name = "Check parent prefixes"
        description = "Reports addresses outside of every prefix, or not under the nearest one."
        has_sensitive_variables = False
        read_only = True

    def run(self):
        addresses = IPAddress.objects.select_related("parent")
        total, outside, elsewhere = addresses.count(), 0, 0
        for number, address in enumerate(addresses.iterator(), 1):
            nearest = address.closest_parent()
            if nearest is None:
                outside += 1
                self.logger.failure("lies in no prefix", extra={"object": address})
            elif address.parent != nearest:
                elsewhere += 1
                self.logger.warning(
                    "is under %s, but %s is nearer", address.parent, nearest,
                    extra={"object": address},
                )
            if number % 500 == 0:
                self.progress(number, total)
        self.summary(
            f"{total} addresses: **{outside}** in no prefix, **{elsewhere}** under another one."
        )
        return {"checked": total, "outside": outside, "elsewhere": elsewhere}


register_jobs(TopOfRackConsoles, RouterLoopbacks, ParentPrefixes)
