"""The tables of desk.db about runs that no person asks for: hooks and other runs do."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from jobdesk.models.desk import DeskBase
from jobdesk.models.types import UuidText


class HookBatch(DeskBase):
    """All changes that a run of a hook was started for, where there are several."""

    __tablename__ = "hook_batch"

    result_no: Mapped[int] = mapped_column(
        Integer,
        ForeignKey("job_result.no", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    change_ids: Mapped[list[str]]


class HookTrace(DeskBase):
    """Why a hook fired for a change, or why not; the newest of each hook are kept."""

    __tablename__ = "hook_trace"
    __table_args__ = (
        Index("ix_hook_trace_hook_id_no", "hook_id", "no"),
        {"sqlite_autoincrement": True},
    )

    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    hook_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("job_hook.id", ondelete="CASCADE")
    )
    moment: Mapped[datetime]
    change_id: Mapped[str] = mapped_column(UuidText())
    action: Mapped[str] = mapped_column(String(16))
    object_type: Mapped[str] = mapped_column(String(255))
    object_text: Mapped[str]
    user_name: Mapped[str] = mapped_column(String(255))
    is_fired: Mapped[bool]
    reason: Mapped[str]
    result_no: Mapped[int | None]


class OutboxPosition(DeskBase):
    """How far the change log of the inventory has been read for hooks; one row.

    `change_id` stands at `change_row`, made at `change_time`: the last change of an editor that
    was read. Runs up to `run_no` are done, but for those of OutboxRun.
    """

    __tablename__ = "outbox_position"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_row: Mapped[int]
    change_id: Mapped[str | None] = mapped_column(UuidText())
    change_time: Mapped[datetime | None]
    run_no: Mapped[int]


class OutboxRun(DeskBase):
    """A run that may still change something, or whose changes are done up to this row."""

    __tablename__ = "outbox_run"

    result_no: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    change_row: Mapped[int]


class AskedRun(DeskBase):
    """A run that another one asked for; the number of that one stays when it is deleted.

    `depth` says how many runs stand between a person, or a hook, and this one.
    """

    __tablename__ = "asked_run"
    __table_args__ = (Index("ix_asked_run_asked_by", "asked_by"),)

    result_no: Mapped[int] = mapped_column(
        Integer,
        ForeignKey("job_result.no", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    asked_by: Mapped[int]
    depth: Mapped[int]
