"""The first schema of logs.db."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "job_console_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_console_entry")),
    )
    op.create_table(
        "job_log_entry",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_log_entry")),
    )
    op.create_index(
        "ix_job_log_entry_level_id",
        "job_log_entry",
        ["level", "id"],
        unique=False,
        sqlite_where=sa.text("level >= 30"),
    )
    op.create_table(
        "object_result",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_object_result")),
    )
    op.create_table(
        "run_tail",
        sa.Column("result_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("journal_offset", sa.BigInteger(), nullable=False),
        sa.Column("stdout_offset", sa.BigInteger(), nullable=False),
        sa.Column("stderr_offset", sa.BigInteger(), nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("console_lines", sa.BigInteger(), nullable=False),
        sa.Column("object_results", sa.BigInteger(), nullable=False),
        sa.Column("debug_count", sa.Integer(), nullable=False),
        sa.Column("info_count", sa.Integer(), nullable=False),
        sa.Column("success_count", sa.Integer(), nullable=False),
        sa.Column("warning_count", sa.Integer(), nullable=False),
        sa.Column("failure_count", sa.Integer(), nullable=False),
        sa.Column("error_count", sa.Integer(), nullable=False),
        sa.Column("critical_count", sa.Integer(), nullable=False),
        sa.Column("progress_done", sa.Double[float](), nullable=True),
        sa.Column("progress_total", sa.Double[float](), nullable=True),
        sa.Column("progress_text", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("worker_pid", sa.Integer(), nullable=False),
        sa.Column("worker_created", sa.Double[float](), nullable=False),
        sa.Column("finished_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("result_no", name=op.f("pk_run_tail")),
    )
    op.create_table(
        "run_word",
        sa.Column("result_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("result_no", "word", name=op.f("pk_run_word")),
        sqlite_with_rowid=False,
    )
