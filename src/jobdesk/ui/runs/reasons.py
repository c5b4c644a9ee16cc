"""Why something cannot be done with a run, in words; empty where it can. No Qt here."""

from jobdesk.models.records import ResultRecord, Status


def no_cancel(record: ResultRecord) -> str:
    """Why it cannot be cancelled."""
    if record.status.is_ready:
        return "The run has ended"
    asked = record.stop_requested_by
    return f"{asked} has asked it to stop" if asked else ""


def no_kill(record: ResultRecord) -> str:
    """Why it cannot be killed."""
    if record.status.is_ready:
        return "The run has ended"
    if record.status is Status.PENDING:
        return "The run has not started"
    if not record.stop_requested_by:
        return "Cancel it first: a job that is asked can clean up"
    return "Its processes are being ended" if record.kill_requested else ""


def no_extension(record: ResultRecord, elapsed: float) -> str:
    """Why it gets no more time; `elapsed` is in seconds."""
    options = record.options
    if record.status is not Status.STARTED:
        return "Only a run under way gets more time"
    if not (options.soft_limit or options.hard_limit):
        return "The run has no time limit"
    if record.stop_requested_by:
        return "The run is being stopped"
    if 0 < options.soft_limit <= elapsed:
        return "Its soft limit is over: the job has been told to stop"
    return ""


def no_again(record: ResultRecord) -> str:
    """Why it cannot be run again."""
    if not record.status.is_ready:
        return "The run has not ended"
    return "" if record.job_id is not None else "Its job is not in this workspace any more"


def no_apply(record: ResultRecord) -> str:
    """Why a preview cannot be applied."""
    if record.status is not Status.SUCCESS:
        return "Only a preview that went well is applied"
    if not sum((record.changes or {}).values()):
        return "There is nothing that it would change"
    return no_again(record)
