"""1.x: no model is imported before the job runs."""

from concurrent.futures import ThreadPoolExecutor

from nautobot.extras.jobs import Job


def add(name):
    from nautobot.tenancy.models import Tenant

    Tenant.objects.create(name=name)
    return name


class InRun(Job):
    def run(self, data, commit):
        from nautobot.dcim.models import Site
        from nautobot.extras.models import Status

        Site.objects.create(name="Late", slug="late", status=Status.objects.get(slug="active"))


class InRunThatFails(Job):
    def run(self, data, commit):
        add("late")
        raise RuntimeError("no")


class InThread(Job):
    def run(self, data, commit):
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(add, ["a", "b"]))


class InThreadThatFails(Job):
    def run(self, data, commit):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(add, ["a", "b"]))
        raise RuntimeError("no")


class WithoutCommit(Job):
    class Meta:
        read_only = True

    def run(self, data, commit):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(add, ["a", "b"]))
