"""Small jobs that each show one thing."""

import time

from jobdesk.jobs import (
    BooleanVar,
    DryRunVar,
    FloatVar,
    IntegerVar,
    Job,
    JSONVar,
    PasswordVar,
    SoftTimeLimitExceeded,
    StringVar,
    TextVar,
    register_jobs,
)

name = "Demonstrations"


class SlowSweep(Job):
    """Works for a while and says how far it is."""

    devices = IntegerVar(default=40, min_value=1, max_value=5000)
    seconds_each = FloatVar(label="Seconds for each device", default=0.25, min_value=0)
    dryrun = DryRunVar()

    class Meta:
        name = "Slow sweep"
        description = "Visits pretended devices one after the other. Cancel it at any time."
        has_sensitive_variables = False
        soft_time_limit = 120
        time_limit = 150

    def run(self, devices, seconds_each, dryrun):
        for number in range(1, devices + 1):
            device = f"lab-acc-{number:03}"
            try:
                time.sleep(seconds_each)
            except SoftTimeLimitExceeded:
                self.logger.warning("The time is up at %s", device)
                return {"visited": number - 1}
            verb = "would be visited" if dryrun else "visited"
            self.logger.info("%s %s", device, verb, extra={"object": device})
            self.progress(number, devices, device)
        return {"visited": devices}


class LogBurst(Job):
    """Writes many log entries as fast as it can, or at a given pace."""

    entries = IntegerVar(default=20_000, min_value=0, max_value=20_000_000)
    per_second = IntegerVar(
        label="Entries a second", description="0 means as fast as possible", default=0, min_value=0
    )

    class Meta:
        name = "Log burst"
        description = "Fills the log; for a look at how the window copes."
        has_sensitive_variables = False
        soft_time_limit = 3600
        time_limit = 4000

    def run(self, entries, per_second):
        levels = ("debug", "info", "info", "success", "info", "info", "warning", "info")
        writers = [getattr(self.logger, level) for level in levels]
        began = time.monotonic()
        for number in range(entries):
            writers[number % 8]("interface Gi1/0/%d of switch %d answered in time", number % 48, number)
            if per_second and number % 20 == 19:
                time.sleep(max(0.0, began + number / per_second - time.monotonic()))
        return {"entries": entries, "seconds": round(time.monotonic() - began, 3)}


class Failing(Job):
    """Shows what a failed run looks like."""

    port = StringVar(default="Gi1/0/25")

    class Meta:
        name = "Failing check"
        description = "Looks for a port that its switch does not have, and ends with a traceback."
        has_sensitive_variables = False

    def run(self, port):
        self.logger.info("Looking for %s", port)
        ports = {f"Gi1/0/{number}": "up" for number in range(1, 25)}
        return self.state_of(port, ports)

    def state_of(self, port, ports):
        self.logger.debug("The switch has %d ports", len(ports))
        return ports[port]


class SignIn(Job):
    """Takes secrets; JobDesk keeps none of its inputs."""

    username = StringVar(default="netops")
    password = PasswordVar(label="Password")
    remark = TextVar(required=False)
    remember = BooleanVar(description="Nothing is remembered, whatever you choose")

    class Meta:
        name = "Sign in"
        description = """
            Inputs of this job are **sensitive**, as they are by default: they are in no
            database, journal or log, and cannot be used for another run.
        """

    def run(self, username, password, remark, remember):
        self.logger.info("%s typed %d characters", username, len(password))
        self.logger.info("Even when a job logs it, it is masked: password=%s", password)
        return {"signed_in": bool(password), "remark_length": len(remark)}


class Echo(Job):
    """Gives its inputs back."""

    document = JSONVar(default={"site": "BER", "vlans": [10, 20]})

    class Meta:
        name = "Echo a document"
        description = "Prints a JSON document and returns it."
        has_sensitive_variables = False
        is_singleton = True

    def run(self, document):
        print("The document has", len(document), "parts")
        return document


class NoOperation(Job):
    """Does nothing, quickly."""

    class Meta:
        name = "No operation"
        description = "For measuring what a run costs by itself."
        has_sensitive_variables = False
        hidden = True

    def run(self):
        return None


register_jobs(SlowSweep, LogBurst, Failing, SignIn, Echo, NoOperation)
