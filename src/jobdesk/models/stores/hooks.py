"""Job hooks, and the trace of why they fired or not."""

from typing import Any
from uuid import uuid4

from sqlalchemy import Row, func, select

from jobdesk.models.database import DeskDatabase
from jobdesk.models.desk import JOB_HOOK, JOB_RESULT
from jobdesk.models.desk_outbox import HOOK_TRACE
from jobdesk.models.hook_records import (
    HookFields,
    HookId,
    HookRecord,
    HookRun,
    HookTraceRecord,
    TracePlan,
)
from jobdesk.models.records import EditRecord
from jobdesk.models.stores.edit_steps import add_step, changes_text
from jobdesk.models.stores.outbox import add_run, add_traces
from jobdesk.models.stores.record_steps import (
    HOOK,
    fields_of,
    plan_change,
    row_document,
    write_change,
)


class HookStore:
    """The job hooks of a workspace. May be called from any thread."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def all(self) -> list[HookRecord]:
        """Every hook, by name."""
        hook = JOB_HOOK
        with self._database.reading() as connection:
            rows = connection.execute(select(hook).order_by(func.lower(hook.c.name)))
            return [_record(row) for row in rows]

    def find(self, ref: str) -> HookRecord | None:
        """The hook with this name or id."""
        return next((one for one in self.all() if ref in (one.name, one.id)), None)

    def enabled(self) -> list[HookRecord]:
        """Those that may fire, by name."""
        return [one for one in self.all() if one.fields.enabled]

    def save(
        self,
        user_id: str,
        title: str,
        fields: HookFields | None,
        *,
        key: HookId | None = None,
        version: int | None = None,
    ) -> tuple[HookId, EditRecord | None]:
        """Write a hook as one step that can be undone; no step when nothing changes.

        Args:
            user_id: who does it.
            title: what stands behind Undo.
            fields: what it says now; None deletes it.
            key: which one; None makes a new one.
            version: what the edit was made on; another one by now is refused.

        Raises:
            NotFound: it is gone.
            Outdated: somebody else changed it since.
            Refused: the name is taken.
        """
        key = key or HookId(str(uuid4()))
        with self._database.writing() as connection:
            change = plan_change(connection, HOOK, key, fields, version)
            if change is None:
                return key, None
            write_change(connection, change, "after")
            return key, add_step(connection, user_id, title, changes_text([change]))

    def traces(self, hook_id: HookId, limit: int) -> list[HookTraceRecord]:
        """Why it fired or not, the newest first."""
        trace = HOOK_TRACE
        with self._database.reading() as connection:
            rows = connection.execute(
                select(
                    trace.c.no, trace.c.hook_id, trace.c.moment, trace.c.change_id,
                    trace.c.action, trace.c.object_type, trace.c.object_text,
                    trace.c.user_name, trace.c.is_fired, trace.c.reason, trace.c.result_no,
                )
                .where(trace.c.hook_id == hook_id)
                .order_by(trace.c.no.desc())
                .limit(limit)
            )  # fmt: skip
            return [HookTraceRecord(*row) for row in rows]

    def replay(self, run: HookRun, trace: TracePlan) -> int:
        """Store a run that a person asks for beside those of the outbox; its number."""
        with self._database.writing() as connection:
            no = add_run(connection, run, is_replay=True)
            assert no is not None  # nothing is unique about it
            add_traces(connection, [trace], {(run.hook_id, run.change_ids[0]): no})
            return no

    def runs_of(self, hook_id: HookId, limit: int) -> list[int]:
        """The numbers of the newest runs that it asked for."""
        result = JOB_RESULT
        with self._database.reading() as connection:
            return list(
                connection.execute(
                    select(result.c.no)
                    .where(result.c.hook_id == hook_id)
                    .order_by(result.c.no.desc())
                    .limit(limit)
                ).scalars()
            )


def _record(row: Row[Any]) -> HookRecord:
    return HookRecord(row.id, fields_of(HOOK, row_document(HOOK, row)), row.since, row.version)
