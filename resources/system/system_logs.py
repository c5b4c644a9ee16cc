"""Jobs of JobDesk itself: old runs and old changes go."""

from datetime import timedelta

from django.utils import timezone

from jobdesk.inventory.deskdata.access import ask_host, desk_place
from jobdesk.inventory.deskdata.keeping import changes_before, delete_changes
from jobdesk.jobs import IntegerVar, Job, MultiChoiceVar, register_jobs

name = "System Jobs"

RUNS, LINES, CHANGES = "extras.JobResult", "extras.JobLogEntry", "extras.ObjectChange"
DAYS = 90


class LogsCleanup(Job):
    """Deletes runs with their logs and files, and entries of the change log, that are old."""

    cleanup_types = MultiChoiceVar(
        choices=((RUNS, "Runs with their logs and files"), (CHANGES, "Change log")),
        label="Delete",
    )
    max_age = IntegerVar(
        required=False,
        min_value=0,
        label="Older than, in days",
        description=f"Left empty, it is {DAYS} days",
    )

    class Meta:
        name = "Logs Cleanup"
        description = "Deletes runs, with their logs and files, and change log entries that are old."
        has_sensitive_variables = False
        soft_time_limit = 1800
        time_limit = 2000

    def run(self, cleanup_types, max_age):
        days = DAYS if max_age is None else max_age
        before = timezone.now() - timedelta(days=days)
        when = {"before": before.isoformat()}
        allowed = ask_host("old_runs", {"kinds": list(cleanup_types), **when})
        done = {}
        if RUNS in cleanup_types:
            done |= self.clean_runs(allowed, when)
        if CHANGES in cleanup_types:
            done[CHANGES] = self.clean_changes(before)
        return done

    @property
    def only_looks(self):
        return desk_place().is_preview

    def clean_runs(self, allowed, when):
        runs, lines = allowed["runs"], allowed["lines"]
        if not self.only_looks:
            total, runs, lines, has_more = runs, 0, 0, runs > 0
            while has_more:
                gone = ask_host("delete_old_runs", when)
                runs, lines, has_more = runs + gone["runs"], lines + gone["lines"], gone["has_more"]
                self.progress(runs, max(total, runs), "runs")
        self.tell(f"{counted(runs, 'run')} with {counted(lines, 'log line')}")
        return {RUNS: runs, LINES: lines}

    def clean_changes(self, before):
        total = changes_before(before)
        gone = total if self.only_looks else 0
        while not self.only_looks and (count := delete_changes(before)):
            gone += count
            self.progress(gone, max(total, gone), "changes")
        self.tell(f"{counted(gone, 'change')} in the change log")
        return gone

    def tell(self, what):
        words = "Preview: %s would be deleted." if self.only_looks else "Deleted %s."
        self.logger.info(words, what)


def counted(number, noun):
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


register_jobs(LogsCleanup)
