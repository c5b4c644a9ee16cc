"""The seven log levels of jobs: numbers, names, and the two that logging does not know."""

import logging

DEBUG = logging.DEBUG
INFO = logging.INFO
SUCCESS = 25
WARNING = logging.WARNING
FAILURE = 35
ERROR = logging.ERROR
CRITICAL = logging.CRITICAL

NAMES = {
    DEBUG: "debug",
    INFO: "info",
    SUCCESS: "success",
    WARNING: "warning",
    FAILURE: "failure",
    ERROR: "error",
    CRITICAL: "critical",
}
NUMBERS = {name: number for number, name in NAMES.items()}

logging.addLevelName(SUCCESS, "SUCCESS")
logging.addLevelName(FAILURE, "FAILURE")


def nearest(number: int) -> int:
    """The known level at or below `number`; debug for anything lower."""
    if number in NAMES:
        return number
    return max((known for known in NAMES if known <= number), default=DEBUG)
