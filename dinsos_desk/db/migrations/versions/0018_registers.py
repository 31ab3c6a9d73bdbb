"""Registers: corrections of their lines, and who signs them.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "register_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "book <> '' AND line <> '' AND place <> ''", name=op.f("ck_register_correction_of_a_cell")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_register_correction_reason_given")),
        sa.CheckConstraint("before <> after", name=op.f("ck_register_correction_something_changed")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_register_correction_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_correction")),
    )
    op.create_index(op.f("ix_register_correction_at"), "register_correction", ["at"])
    op.create_index("ix_register_correction_line", "register_correction", ["book", "line", "id"])
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER register_correction_no_{event.lower()} BEFORE {event} ON register_correction "
            "BEGIN SELECT RAISE(ABORT, 'register_correction is append-only'); END"
        )
    op.create_table(
        "register_signers",
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("knows", sa.String(), nullable=False),
        sa.Column("keeps", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("book", name=op.f("pk_register_signers")),
    )


def downgrade() -> None:
    """As it was before; corrections of registers are lost."""
    op.drop_table("register_signers")
    op.drop_table("register_correction")
