"""From changes of the inventory to runs of job hooks: each change once for each hook.

The change log is the outbox: what an editor committed counts at once, what a run did when it
has ended. Runs, trace and position are written in one transaction of desk.db, in portions: a
host that dies in between loses nothing, and the next one goes on behind the last portion.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import Protocol

from jobdesk.inventory.outbox import Change, ChangeReader
from jobdesk.models.hook_records import (
    Batching,
    ChangeId,
    HookId,
    HookRecord,
    HookRun,
    OutboxState,
    OutboxStep,
    TracePlan,
)
from jobdesk.models.stores.hooks import HookStore
from jobdesk.models.stores.outbox import KEPT_TRACES, OutboxStore
from jobdesk.runner.crashpoint import crash_point
from jobdesk.runner.hook_rules import Verdict, judge

_log = logging.getLogger(__name__)

PORTION = 100  # changes of one transaction
_SLACK = timedelta(hours=1)  # an entry's time may be somewhat before its commit
_EDITOR = "web"  # its contexts are one commit each


class HookRefused(Exception):
    """A hook cannot run its job now; the message says why."""


class RunRequester(Protocol):
    """How a run of a hook is asked for; `wiring` knows who answers."""

    def hook_run(self, hook: HookRecord, changes: Sequence[Change], depth: int) -> HookRun:
        """The run as it will be stored.

        Raises:
            HookRefused: the job cannot run.
        """
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A change with what a hook says to it."""

    hook: HookRecord
    change: Change
    verdict: Verdict
    depth: int


class Outbox:
    """Reads on from where the last reading ended; used by one thread."""

    def __init__(
        self,
        reader: ChangeReader,
        store: OutboxStore,
        hooks: HookStore,
        requester: RunRequester,
    ) -> None:
        self._reader = reader
        self._store = store
        self._hooks = hooks
        self._requester = requester

    def read_on(self) -> Iterator[list[int]]:
        """Turn what is new into runs; yields the numbers of new ones, portion by portion.

        Without a hook that is on nothing is read: what was made before a hook was switched on
        never fires it.
        """
        hooks = self._hooks.enabled()
        if not hooks:
            return
        since = min(hook.since for hook in hooks)
        state = self._found_again(self._store.state(), since)
        state, depths = self._with_new_runs(state, since)
        for no, depth in sorted(depths.items()):
            for step in self._run_steps(no, depth, state, hooks):
                state = step.state
                yield self._settle(step)
        for step in self._edit_steps(state, hooks):
            yield self._settle(step)

    def _settle(self, step: OutboxStep) -> list[int]:
        crash_point("outbox-read")
        made = self._store.settle(step)
        crash_point("outbox-settled")
        return made

    # Where to go on

    def _found_again(self, state: OutboxState | None, since: datetime) -> OutboxState:
        """The position, also when rows were numbered anew or the last one was deleted."""
        if state is None or state.change_id is None:
            row = self._reader.last_edit_until(since - _SLACK)
            return replace(state or OutboxState(), change_row=row)
        row = self._reader.row_of(state.change_id)
        if row is None:
            assert state.change_time is not None  # it is kept with the change
            row = self._reader.last_edit_until(state.change_time)
        return replace(state, change_row=row)

    def _with_new_runs(
        self, state: OutboxState, since: datetime
    ) -> tuple[OutboxState, dict[int, int]]:
        """Take in the runs that were asked for since, and say which are to be read.

        A run that has not changed anything yet may do so later, as long as it goes on. Those
        that are to be read come with their depth.
        """
        highest, going = self._store.runs_beyond(state.run_no)
        going |= self._store.unfinished(state.runs)
        changed = self._reader.runs_beyond(state.run_no, highest)
        ended_ones = state.runs.keys() - going
        candidates = {*changed, *self._reader.with_changes(ended_ones)} - going
        ended = self._store.ended_since(candidates, since)
        runs = {no: state.runs.get(no, 0) for no in (*going, *ended)}
        return replace(state, run_no=max(highest, state.run_no), runs=runs), ended

    # Portions

    def _run_steps(
        self, no: int, depth: int, state: OutboxState, hooks: Sequence[HookRecord]
    ) -> Iterator[OutboxStep]:
        others = {key: row for key, row in state.runs.items() if key != no}
        done = replace(state, runs=others)
        each, batched = _by_batching(hooks)
        portions = _portions(self._reader.of_run(no, state.runs[no]))
        for portion, is_last in portions:
            judged = self._judged(each, portion, depth)
            if is_last and batched:
                judged += self._judged(batched, self._reader.of_run(no), depth)
            row = portion[-1].row if portion else 0
            after = done if is_last else replace(state, runs={**others, no: row})
            yield self._step(after, judged)

    def _edit_steps(
        self, state: OutboxState, hooks: Sequence[HookRecord]
    ) -> Iterator[OutboxStep]:
        edits = self._reader.edits_after(state.change_row)
        each, batched = _by_batching(hooks)
        for request, changes in groupby(edits, key=lambda change: change.request_id):
            for portion, is_last in _portions(changes):
                is_whole = _is_whole(portion[0])
                judged = self._judged(each if is_whole else hooks, portion, 0)
                if is_last and batched and is_whole:
                    judged += self._judged(batched, self._reader.of_request(request), 0)
                last = portion[-1]
                state = replace(
                    state,
                    change_row=last.row,
                    change_id=ChangeId(last.id),
                    change_time=last.time,
                )
                yield self._step(state, judged)

    # One portion

    def _judged(
        self, hooks: Sequence[HookRecord], changes: Iterable[Change], depth: int
    ) -> list[Judged]:
        found: list[Judged] = []
        for change in changes:
            deep = max(depth, 1) if change.context == "job-hook" else depth
            for hook in hooks:
                verdict = judge(hook, change, deep)
                if verdict.is_near:
                    found.append(Judged(hook, change, verdict, deep))
        return found

    def _step(self, state: OutboxState, judged: Sequence[Judged]) -> OutboxStep:
        runs: list[HookRun] = []
        traces: list[TracePlan] = []
        for group in _firings(judged):
            first = group[0]
            if not first.verdict.fires:
                traces.append(_trace(first))
                continue
            try:
                changes = [one.change for one in group]
                runs.append(self._requester.hook_run(first.hook, changes, first.depth + 1))
            except HookRefused as error:
                _log.info("hook %s did not fire: %s", first.hook.name, error)
                traces.append(_trace(first, len(group), refusal=str(error)))
            else:
                traces.append(_trace(first, len(group)))
        return OutboxStep(state, tuple(runs), tuple(_newest(traces)))


def _is_whole(change: Change) -> bool:
    """All of its context can be seen: a run that has ended, or the one commit of an edit."""
    return bool(change.result_no) or change.context == _EDITOR


def _by_batching(
    hooks: Sequence[HookRecord],
) -> tuple[list[HookRecord], list[HookRecord]]:
    each = [one for one in hooks if one.fields.batching is Batching.EACH]
    return each, [one for one in hooks if one.fields.batching is Batching.CONTEXT]


def _portions(changes: Iterable[Change]) -> Iterator[tuple[list[Change], bool]]:
    """Some changes at a time, and whether they are the last; at least one portion."""
    rest = iter(changes)
    portion = list(islice(rest, PORTION))
    while True:
        following = list(islice(rest, PORTION))
        yield portion, not following
        if not following:
            return
        portion = following


def _firings(judged: Sequence[Judged]) -> Iterator[list[Judged]]:
    """What is one run, or one line of the trace, in the order of the changes."""
    batches: dict[HookId, list[Judged]] = {}
    for one in judged:
        is_batched = one.hook.fields.batching is Batching.CONTEXT and _is_whole(one.change)
        if one.verdict.fires and is_batched:
            batches.setdefault(one.hook.id, []).append(one)
        else:
            yield [one]
    yield from batches.values()


def _trace(one: Judged, count: int = 1, *, refusal: str = "") -> TracePlan:
    change, text = one.change, one.change.object_text
    reason = one.verdict.reason
    if count > 1:
        text = f"{text} and {count - 1:,} more"
        reason = f"One run for {count:,} changes. {reason}"
    return TracePlan(
        one.hook.id,
        ChangeId(change.id),
        change.action,
        change.object_type,
        text,
        change.user,
        is_fired=one.verdict.fires and not refusal,
        reason=refusal or reason,
    )


def _newest(traces: Sequence[TracePlan]) -> list[TracePlan]:
    """As many as are kept of each hook."""
    counts: dict[HookId, int] = {}
    kept: list[TracePlan] = []
    for one in reversed(traces):
        counts[one.hook_id] = counts.get(one.hook_id, 0) + 1
        if counts[one.hook_id] <= KEPT_TRACES:
            kept.append(one)
    return kept[::-1]
