"""What stops a job from outside."""


class SoftTimeLimitExceeded(Exception):
    """The soft time limit of the run is over; a job may catch this and tidy up."""


class RunCancelled(BaseException):
    """Somebody cancelled the run. No Exception, so that a device loop does not swallow it."""
