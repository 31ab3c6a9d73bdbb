"""Queue tickets of the day, and the applications taken under them.

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
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("called_by", sa.Integer(), nullable=True),
        sa.Column("counter", sa.String(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.DateTime(), nullable=True),
        sa.Column("served_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('menunggu', 'dipanggil', 'dilayani', 'selesai', 'tidak_hadir', 'batal',"
            " 'tidak_terlayani')",
            name=op.f("ck_queue_ticket_state_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_queue_ticket_number_positive")),
        sa.CheckConstraint(
            "(called_at IS NULL OR called_at >= taken_at)"
            " AND (served_at IS NULL OR (called_at IS NOT NULL AND served_at >= called_at))"
            " AND (finished_at IS NULL OR (served_at IS NOT NULL AND finished_at >= served_at))",
            name=op.f("ck_queue_ticket_times_in_order"),
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["user.id"], name=op.f("fk_queue_ticket_taken_by_user")),
        sa.ForeignKeyConstraint(["called_by"], ["user.id"], name=op.f("fk_queue_ticket_called_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_ticket")),
        sa.UniqueConstraint("day", "line", "number", name=op.f("uq_queue_ticket_day_line_number")),
    )
    op.create_index("ix_queue_ticket_day_state", "queue_ticket", ["day", "state"], unique=False)
    op.create_table(
        "queue_ticket_request",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["queue_ticket.id"], name=op.f("fk_queue_ticket_request_ticket_id_queue_ticket")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_queue_ticket_request_request_id_request")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "request_id", name=op.f("pk_queue_ticket_request")),
    )
    op.create_index(
        op.f("ix_queue_ticket_request_request_id"), "queue_ticket_request", ["request_id"], unique=False
    )


def downgrade() -> None:
    """As it was before."""
    op.drop_table("queue_ticket_request")
    op.drop_table("queue_ticket")
