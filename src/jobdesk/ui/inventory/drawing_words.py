"""What a drawing says when there is none."""

from jobdesk.errors import JobDeskError
from jobdesk.ui.background import report_error


def not_drawn(error: BaseException) -> str:
    """Why, for the place of the drawing; a fault of ours is reported as such, too."""
    if isinstance(error, JobDeskError):
        return str(error)
    report_error(error)
    return "It cannot be drawn."
