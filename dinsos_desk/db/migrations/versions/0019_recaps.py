"""The office's own layout of the recap; indexes from which the recap of a year is counted.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_RECAP = ["received_at", "service_code", "state", "on_time", "finished_at"]


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "recap_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "length(name) > 0 AND version >= 1", name=op.f("ck_recap_layout_named_and_numbered")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recap_layout_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recap_layout")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_recap_layout_name_version")),
    )
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER recap_layout_no_{event.lower()} BEFORE {event} ON recap_layout "
            "BEGIN SELECT RAISE(ABORT, 'recap_layout is append-only'); END"
        )
    op.drop_index("ix_request_recap", "request")
    op.create_index("ix_request_recap", "request", [*_RECAP, "taken_by"])
    op.create_index(
        "ix_request_rested", "request", ["finished_at"], sqlite_where=sa.text("paused_seconds > 0")
    )
    op.create_index(
        "ix_paper_lacking",
        "paper",
        ["request_id", "requirement"],
        sqlite_where=sa.text("state IN ('tidak_ada', 'menyusul')"),
    )


def downgrade() -> None:
    """As it was before; the office's own layouts are lost."""
    op.drop_index("ix_paper_lacking", "paper")
    op.drop_index("ix_request_rested", "request")
    op.drop_index("ix_request_recap", "request")
    op.create_index("ix_request_recap", "request", _RECAP)
    op.drop_table("recap_layout")
