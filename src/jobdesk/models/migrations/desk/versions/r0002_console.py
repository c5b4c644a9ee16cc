"""What the console keeps: labels, reviewed code, edits to undo, drafts; queues that drain."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and the queue's column."""
    with op.batch_alter_table("job_queue", recreate="always") as queue:
        queue.add_column(
            sa.Column("is_draining", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("job_queue", recreate="always") as queue:
        queue.alter_column("is_draining", server_default=None)
    op.create_table(
        "job_label",
        sa.Column("job_id", sa.CHAR(length=32), nullable=False),
        sa.Column("label", sa.String(length=50), nullable=False),
        _job_key("job_label"),
        sa.PrimaryKeyConstraint("job_id", "label", name=op.f("pk_job_label")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reviewed_code",
        sa.Column("job_id", sa.CHAR(length=32), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _job_key("reviewed_code"),
        sa.PrimaryKeyConstraint("job_id", "path", name=op.f("pk_reviewed_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edit_step",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.CHAR(length=32), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        _user_key("edit_step"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_edit_step")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edit_step_user_id", "edit_step", ["user_id"], unique=False)
    op.create_table(
        "kept_item",
        sa.Column("user_id", sa.CHAR(length=32), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("updated", sa.DateTime(), nullable=False),
        _user_key("kept_item"),
        sa.PrimaryKeyConstraint("user_id", "kind", "key", name=op.f("pk_kept_item")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run_place",
        sa.Column("result_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Double[float](), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_no"],
            ["job_result.no"],
            name=op.f("fk_run_place_result_no_job_result"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("result_no", name=op.f("pk_run_place")),
    )


def _job_key(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["job_id"], ["job.id"], name=op.f(f"fk_{name}_job_id_job"), ondelete="CASCADE"
    )


def _user_key(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["user.id"], name=op.f(f"fk_{name}_user_id_user"), ondelete="CASCADE"
    )
