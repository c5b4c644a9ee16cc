"""The first schema of desk.db."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "broken_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("module_name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("traceback", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broken_file")),
    )
    op.create_index(op.f("ix_broken_file_source"), "broken_file", ["source"], unique=False)
    op.create_table(
        "job_queue",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("concurrency", sa.Integer(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_queue")),
        sa.UniqueConstraint("name", name=op.f("uq_job_queue_name")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("username", sa.String(length=255), nullable=False),
        sa.Column("is_superuser", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("username", name=op.f("uq_user_username")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("source", sa.String(length=255), nullable=False),
        sa.Column("module_name", sa.String(length=100), nullable=False),
        sa.Column("job_class_name", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("grouping", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("installed", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("is_job_hook_receiver", sa.Boolean(), nullable=False),
        sa.Column("is_job_button_receiver", sa.Boolean(), nullable=False),
        sa.Column("read_only", sa.Boolean(), nullable=False),
        sa.Column("supports_dryrun", sa.Boolean(), nullable=False),
        sa.Column("has_sensitive_variables", sa.Boolean(), nullable=False),
        sa.Column("dryrun_default", sa.Boolean(), nullable=False),
        sa.Column("commit_default", sa.Boolean(), nullable=False),
        sa.Column("approval_required", sa.Boolean(), nullable=False),
        sa.Column("console_log_default", sa.Boolean(), nullable=False),
        sa.Column("soft_time_limit", sa.Double[float](), nullable=False),
        sa.Column("time_limit", sa.Double[float](), nullable=False),
        sa.Column("is_singleton", sa.Boolean(), nullable=False),
        sa.Column("singleton_policy", sa.String(length=16), nullable=False),
        sa.Column("default_job_queue_id", sa.CHAR(length=32), nullable=False),
        sa.Column("overrides", sa.Text(), nullable=False),
        sa.Column("source_values", sa.Text(), nullable=False),
        sa.Column("description_json", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code_version", sa.String(length=64), nullable=False),
        sa.Column("reviewed_version", sa.String(length=64), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["default_job_queue_id"],
            ["job_queue.id"],
            name=op.f("fk_job_default_job_queue_id_job_queue"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint(
            "module_name", "job_class_name", name=op.f("uq_job_module_name_job_class_name")
        ),
        sa.UniqueConstraint("name", name=op.f("uq_job_name")),
    )
    op.create_index(op.f("ix_job_source"), "job", ["source"], unique=False)
    op.create_table(
        "job_queue_assignment",
        sa.Column("job_id", sa.CHAR(length=32), nullable=False),
        sa.Column("queue_id", sa.CHAR(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["job.id"],
            name=op.f("fk_job_queue_assignment_job_id_job"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["queue_id"],
            ["job_queue.id"],
            name=op.f("fk_job_queue_assignment_queue_id_job_queue"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("job_id", "queue_id", name=op.f("pk_job_queue_assignment")),
    )
    op.create_index(
        "ix_job_queue_assignment_queue_id", "job_queue_assignment", ["queue_id"], unique=False
    )
    op.create_table(
        "job_result",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("job_id", sa.CHAR(length=32), nullable=True),
        sa.Column("class_path", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user_id", sa.CHAR(length=32), nullable=True),
        sa.Column("user_name", sa.String(length=255), nullable=False),
        sa.Column("date_created", sa.DateTime(), nullable=False),
        sa.Column("date_started", sa.DateTime(), nullable=True),
        sa.Column("date_done", sa.DateTime(), nullable=True),
        sa.Column("inputs", sa.Text(), nullable=True),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("traceback", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("debug_log_count", sa.Integer(), nullable=False),
        sa.Column("info_log_count", sa.Integer(), nullable=False),
        sa.Column("success_log_count", sa.Integer(), nullable=False),
        sa.Column("warning_log_count", sa.Integer(), nullable=False),
        sa.Column("failure_log_count", sa.Integer(), nullable=False),
        sa.Column("error_log_count", sa.Integer(), nullable=False),
        sa.Column("critical_log_count", sa.Integer(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("code_version", sa.String(length=64), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("queue", sa.String(length=255), nullable=False),
        sa.Column("soft_limit", sa.Double[float](), nullable=False),
        sa.Column("hard_limit", sa.Double[float](), nullable=False),
        sa.Column("is_profiled", sa.Boolean(), nullable=False),
        sa.Column("is_dry_run", sa.Boolean(), nullable=False),
        sa.Column("is_committing", sa.Boolean(), nullable=False),
        sa.Column("claim_pid", sa.Integer(), nullable=True),
        sa.Column("claim_created", sa.Double[float](), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("stop_requested_by", sa.String(length=255), nullable=False),
        sa.Column("kill_requested", sa.Boolean(), nullable=False),
        sa.Column("memory_peak", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_job_result_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_job_result_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_job_result")),
        sa.UniqueConstraint("id", name=op.f("uq_job_result_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_result_job_id_no", "job_result", ["job_id", "no"], unique=False)
    op.create_index("ix_job_result_status_no", "job_result", ["status", "no"], unique=False)
    op.create_index("ix_job_result_user_id", "job_result", ["user_id"], unique=False)
