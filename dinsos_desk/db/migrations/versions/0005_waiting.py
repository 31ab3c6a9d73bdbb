"""Reminders of missing papers, and how the front desk of this office works.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.CheckConstraint(
            "way IN ('telepon', 'pesan', 'surat', 'langsung')", name=op.f("ck_reminder_way_known")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_reminder_request_id_request")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_reminder_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_request_id"), "reminder", ["request_id"], unique=False)
    op.add_column(
        "office", sa.Column("front_desk", sa.JSON(), server_default=sa.text("'{}'"), nullable=False)
    )

    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER reminder_no_{event.lower()} BEFORE {event} ON reminder "
            "BEGIN SELECT RAISE(ABORT, 'reminder is append-only'); END"
        )


def downgrade() -> None:
    """As it was before."""
    op.drop_table("reminder")
    op.execute("ALTER TABLE office DROP COLUMN front_desk")
