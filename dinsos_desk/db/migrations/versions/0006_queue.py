"""Queue tickets of the day.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "queue_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("called_by", sa.Integer(), nullable=True),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("served_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('menunggu', 'dipanggil', 'dilayani', 'selesai', 'tidak_hadir', 'batal')",
            name=op.f("ck_queue_ticket_state_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_queue_ticket_number_positive")),
        sa.ForeignKeyConstraint(["called_by"], ["user.id"], name=op.f("fk_queue_ticket_called_by_user")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_queue_ticket_request_id_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_ticket")),
        sa.UniqueConstraint("day", "line", "number", name=op.f("uq_queue_ticket_day_line_number")),
    )
    op.create_index("ix_queue_ticket_day_state", "queue_ticket", ["day", "state"], unique=False)
    op.create_index(op.f("ix_queue_ticket_request_id"), "queue_ticket", ["request_id"], unique=False)


def downgrade() -> None:
    """As it was before."""
    op.drop_table("queue_ticket")
