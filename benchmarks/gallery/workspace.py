"""The workspace of the pictures: the sample jobs, a broken file, finished and waiting runs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from jobdesk.models.plans import Ending
from jobdesk.models.records import LogCounts, RunOptions, Status
from jobdesk.operations.jobs import enable, override
from jobdesk.operations.refresh import refresh
from jobdesk.operations.sample import install_sample
from jobdesk.operations.services import Services
from jobdesk.operations.users import current_actor
from jobdesk.wiring import open_workspace

BROKEN = '''"""Compare planned and recorded cable lengths."""

from netops import cabling
from jobdesk.jobs import Job


class VerifyCableLengths(Job):
    """Needs a library that is not here."""

    def run(self):
        cabling.verify()
'''

# job, then its runs, oldest first: seconds and how each ended
RUNS: dict[str, list[tuple[float, Status, str]]] = {
    "verify_inventory.VerifyInventory": [
        *((20 + (n * 7) % 13, Status.SUCCESS, "") for n in range(12)),
        (12.4, Status.FAILURE, "3 devices are not named after the scheme."),
        (33.1, Status.SUCCESS, ""),
    ],
    "vendors.LookUpVendors": [(8.0 + n % 4, Status.SUCCESS, "") for n in range(8)],
    "subnets.PlanSubnets": [
        (0.7, Status.SUCCESS, ""),
        (0.9, Status.REVOKED, "cancelled by m.rossi"),
    ],
    "demonstrations.FailingCheck": [(1.2, Status.FAILURE, "LookupError: no such port")],
}


def make_workspace(home: Path) -> Services:
    """Make the workspace; its runs are written into the stores, none is started."""
    services = open_workspace(home)
    install_sample(services)
    (services.paths.jobs / "cables.py").write_text(BROKEN, encoding="utf-8")
    refresh(services)
    actor = current_actor(services)
    known = {record.class_path for record in services.jobs.all() if record.error is None}
    enabled = [path for path in known if not path.endswith(("SignIn", "SlowSweep"))]
    enable(services, actor, enabled)
    override(services, actor, min(enabled), {"soft_time_limit": 120.0, "time_limit": 240.0})
    for path, runs in RUNS.items():
        if path in known:
            _write_runs(services, path, runs)
    return services


def _write_runs(services: Services, path: str, runs: list[tuple[float, Status, str]]) -> None:
    record = services.jobs.by_class_path(path)
    if record is None:
        return
    now = datetime.now(UTC)
    options = RunOptions(queue="default", soft_limit=300.0, hard_limit=600.0)
    for age, (seconds, status, reason) in enumerate(reversed(runs)):
        run = services.results.create(record, "m.rossi", {}, False, options)
        done = now - timedelta(minutes=4 + 97 * (len(runs) - 1 - age))
        ending = Ending(
            status,
            done,
            reason=reason,
            counts=LogCounts(info=40, success=20),
            date_started=done - timedelta(seconds=seconds),
            worker="gallery",
        )
        services.results.close(run.no, ending)
