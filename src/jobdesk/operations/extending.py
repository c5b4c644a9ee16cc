"""Give a run more time than its limits say."""

from jobdesk.errors import Refused
from jobdesk.models.records import ResultRecord, Status, UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.runs import find_result
from jobdesk.operations.services import Services


def extend_run(services: Services, actor: UserRecord, ref: str, minutes: float) -> ResultRecord:
    """Move the soft and the hard limit of a run by so many minutes; who may cancel may do so.

    The worker and the host both hear of it, and the run's log says who did it.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it does not run, has no limits, or more time would not help it any more.
        AgentUnreachable: no host could be started.
    """
    require(actor, "cancel", "runs")
    record = find_result(services, ref)
    if record.status.is_ready:
        raise Refused(f"Run {record.no} has already ended ({record.status}).")
    if record.status is Status.PENDING:
        raise Refused(f"Run {record.no} has not started; its time counts from its start.")
    services.host.extend(record.no, actor.username, minutes * 60)
    return find_result(services, str(record.no))
