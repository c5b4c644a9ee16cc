"""Hooks, their trace and buttons as documents for `--json`; names as in the original's API."""

from typing import Any

from jobdesk.models.hook_records import Batching, HookTraceRecord
from jobdesk.operations.buttons import ButtonState
from jobdesk.operations.hooks import HookState


def hook_document(state: HookState) -> dict[str, Any]:
    """A job hook."""
    fields = state.record.fields
    return {
        "id": state.record.id,
        "name": fields.name,
        "content_types": list(fields.object_types),
        "job": None if state.job is None else state.job.class_path,
        "enabled": fields.enabled,
        "type_create": fields.on_create,
        "type_update": fields.on_update,
        "type_delete": fields.on_delete,
        "conditions": [dict(one) for one in fields.conditions],
        "is_batched": fields.batching is Batching.CONTEXT,
        "max_depth": fields.max_depth,
        "problem": state.problem,
        "last": None if state.last is None else trace_document(state.last),
    }


def trace_document(line: HookTraceRecord) -> dict[str, Any]:
    """A line of a hook's trace."""
    return {
        "time": line.moment.isoformat(),
        "change": line.change_id,
        "action": line.action,
        "content_type": line.object_type,
        "object": line.object_text,
        "user": line.user,
        "fired": line.is_fired,
        "reason": line.reason,
        "result": line.result_no,
    }


def button_document(state: ButtonState) -> dict[str, Any]:
    """A job button."""
    fields = state.record.fields
    return {
        "id": state.record.id,
        "name": fields.name,
        "content_types": list(fields.object_types),
        "job": None if state.job is None else state.job.class_path,
        "enabled": fields.enabled,
        "text": fields.text,
        "weight": fields.weight,
        "group_name": fields.group_name,
        "button_class": fields.button_class,
        "confirmation": fields.confirmation,
        "queue": fields.queue,
        "problem": state.problem,
    }
