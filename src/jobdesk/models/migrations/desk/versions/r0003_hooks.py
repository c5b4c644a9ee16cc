"""Job hooks, job buttons, the outbox of changes; what a run changed and which hook asked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and the columns of runs."""
    _create_hooks()
    _create_buttons()
    _widen_results()
    _create_outbox()


def _create_hooks() -> None:
    op.create_table(
        "job_hook",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("object_types", sa.Text(), nullable=False),
        sa.Column("job_id", sa.CHAR(length=32), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("on_create", sa.Boolean(), nullable=False),
        sa.Column("on_update", sa.Boolean(), nullable=False),
        sa.Column("on_delete", sa.Boolean(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("batching", sa.String(length=16), nullable=False),
        sa.Column("max_depth", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        *_stamps(),
        _job_key("job_hook"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_hook")),
        sa.UniqueConstraint("name", name=op.f("uq_job_hook_name")),
    )
    op.create_index("ix_job_hook_job_id", "job_hook", ["job_id"], unique=False)
    op.create_table(
        "hook_trace",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("hook_id", sa.CHAR(length=32), nullable=False),
        sa.Column("moment", sa.DateTime(), nullable=False),
        sa.Column("change_id", sa.CHAR(length=32), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("object_type", sa.String(length=255), nullable=False),
        sa.Column("object_text", sa.Text(), nullable=False),
        sa.Column("user_name", sa.String(length=255), nullable=False),
        sa.Column("is_fired", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("result_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hook_id"],
            ["job_hook.id"],
            name=op.f("fk_hook_trace_hook_id_job_hook"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_hook_trace")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hook_trace_hook_id_no", "hook_trace", ["hook_id", "no"], unique=False)


def _create_buttons() -> None:
    op.create_table(
        "job_button",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("object_types", sa.Text(), nullable=False),
        sa.Column("job_id", sa.CHAR(length=32), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("group_name", sa.String(length=255), nullable=False),
        sa.Column("button_class", sa.String(length=16), nullable=False),
        sa.Column("confirmation", sa.Boolean(), nullable=False),
        sa.Column("queue", sa.String(length=255), nullable=False),
        *_stamps(),
        _job_key("job_button"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_button")),
        sa.UniqueConstraint("name", name=op.f("uq_job_button_name")),
    )
    op.create_index("ix_job_button_job_id", "job_button", ["job_id"], unique=False)


def _widen_results() -> None:
    """Rebuild the table; the numbers that were given out never come back."""
    kept: dict[str, object] = {"sqlite_autoincrement": True}
    connection = op.get_bind()
    given = connection.exec_driver_sql(
        "SELECT seq FROM sqlite_sequence WHERE name = 'job_result'"
    ).scalar()
    with op.batch_alter_table("job_result", recreate="always", table_kwargs=kept) as result:
        result.add_column(
            sa.Column("preview", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        result.add_column(sa.Column("changes", sa.Text(), nullable=True))
        result.add_column(sa.Column("hook_id", sa.CHAR(length=32), nullable=True))
        result.add_column(sa.Column("change_id", sa.CHAR(length=32), nullable=True))
        result.add_column(
            sa.Column("hook_depth", sa.Integer(), nullable=False, server_default="0")
        )
        result.create_foreign_key(
            op.f("fk_job_result_hook_id_job_hook"),
            "job_hook",
            ["hook_id"],
            ["id"],
            ondelete="SET NULL",
        )
        result.create_unique_constraint(
            op.f("uq_job_result_hook_id_change_id"), ["hook_id", "change_id"]
        )
    with op.batch_alter_table("job_result", recreate="always", table_kwargs=kept) as result:
        result.alter_column("preview", server_default=None)
        result.alter_column("hook_depth", server_default=None)
    if given is not None:
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'job_result'")
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES ('job_result', ?)", (given,)
        )


def _create_outbox() -> None:
    op.create_table(
        "hook_batch",
        sa.Column("result_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_ids", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_no"],
            ["job_result.no"],
            name=op.f("fk_hook_batch_result_no_job_result"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("result_no", name=op.f("pk_hook_batch")),
    )
    op.create_table(
        "outbox_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_row", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.CHAR(length=32), nullable=True),
        sa.Column("change_time", sa.DateTime(), nullable=True),
        sa.Column("run_no", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_position")),
    )
    op.create_table(
        "outbox_run",
        sa.Column("result_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change_row", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("result_no", name=op.f("pk_outbox_run")),
    )


def _stamps() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
    )


def _job_key(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["job_id"], ["job.id"], name=op.f(f"fk_{name}_job_id_job"), ondelete="SET NULL"
    )
