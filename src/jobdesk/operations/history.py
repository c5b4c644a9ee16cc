"""The changes of a run, and taking them back; from any door."""

from functools import partial

from jobdesk.errors import Refused
from jobdesk.inventory.history.records import (
    ChangeDetail,
    ChangeFilter,
    RevertDone,
    RevertPlan,
)
from jobdesk.inventory.preview import FILE_NAME
from jobdesk.models.records import ResultRecord, UserRecord
from jobdesk.operations.permissions import require
from jobdesk.operations.runs import find_result
from jobdesk.operations.services import Services


def changes_of(services: Services, ref: str) -> tuple[ChangeDetail, ...]:
    """What a run changed in the inventory, or would change as a preview, field by field.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it is a preview, and its list is not there any more.
    """
    record = find_result(services, ref)
    if record.options.preview or (services.paths.run_dir(record.no) / FILE_NAME).exists():
        return _previewed(services, record)
    from jobdesk.inventory.history.export import entries

    wanted = ChangeFilter(result_no=record.no)
    return services.inventory.call(lambda: tuple(entries(wanted))[::-1])


def _previewed(services: Services, record: ResultRecord) -> tuple[ChangeDetail, ...]:
    from jobdesk.inventory.history.previewed import Preview
    from jobdesk.operations.previews import read_run_preview

    found = Preview(read_run_preview(services, record.no))
    return services.inventory.call(lambda: tuple(found.details(ChangeFilter())))


def plan_revert(services: Services, ref: str) -> tuple[ResultRecord, RevertPlan]:
    """What taking back the changes of a run would do.

    Raises:
        ResultNotFound: there is no such run.
        Refused: it is a preview: it changed nothing.
    """
    from jobdesk.inventory.history.plan import plan

    record = find_result(services, ref)
    if record.options.preview:
        raise Refused(f"Run {record.no} is a preview: it changed nothing.")
    return record, services.inventory.call(plan, ChangeFilter(result_no=record.no))


def revert_run(
    services: Services, actor: UserRecord, record: ResultRecord, plan: RevertPlan
) -> RevertDone:
    """Take back what the plan says, in one step.

    Raises:
        PermissionRefused: the user may not.
        GateBusy: somebody else has been writing the inventory for two seconds.
        JobDeskError: objects have changed since, or a rule stands against it; nothing is done.
    """
    from jobdesk.inventory.history.revert import revert

    require(actor, "revert", "runs")
    wanted = ChangeFilter(result_no=record.no)
    take_back = partial(revert, wanted, expected=plan.fingerprint)
    detail = f"Revert of run {record.no}"
    return services.inventory.change(take_back, detail=detail, user=actor.username)
