"""Runs that other runs asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "asked_run",
        sa.Column("result_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["result_no"],
            ["job_result.no"],
            name=op.f("fk_asked_run_result_no_job_result"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("result_no", name=op.f("pk_asked_run")),
    )
    op.create_index("ix_asked_run_asked_by", "asked_run", ["asked_by"], unique=False)
