"""Institutions made one and kept apart, as people are; where a NIK was shown in full.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "institution_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column("absorbed_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL)", name=op.f("ck_institution_merge_undone_by_somebody")
        ),
        sa.CheckConstraint("survivor_id <> absorbed_id", name=op.f("ck_institution_merge_two_records")),
        sa.ForeignKeyConstraint(
            ["absorbed_id"], ["institution.id"], name=op.f("fk_institution_merge_absorbed_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["institution.id"], name=op.f("fk_institution_merge_survivor_id_institution")
        ),
        sa.ForeignKeyConstraint(["undone_by"], ["user.id"], name=op.f("fk_institution_merge_undone_by_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_institution_merge_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution_merge")),
    )
    op.create_index(
        "ix_institution_merge_standing",
        "institution_merge",
        ["absorbed_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
    )
    op.create_index(
        op.f("ix_institution_merge_survivor_id"), "institution_merge", ["survivor_id"], unique=False
    )
    op.create_table(
        "institution_apart",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_institution_apart_in_order")),
        sa.ForeignKeyConstraint(
            ["one_id"], ["institution.id"], name=op.f("fk_institution_apart_one_id_institution")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["institution.id"], name=op.f("fk_institution_apart_other_id_institution")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_institution_apart_user_id_user")),
        sa.PrimaryKeyConstraint("one_id", "other_id", name=op.f("pk_institution_apart")),
    )
    op.create_index(op.f("ix_institution_apart_other_id"), "institution_apart", ["other_id"], unique=False)
    op.add_column("nik_shown", sa.Column("place", sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_index("ix_nik_shown_at", "nik_shown", ["at"])
    op.create_index("ix_nik_shown_user_id_at", "nik_shown", ["user_id", "at"])

    op.execute(
        "CREATE TRIGGER institution_merge_no_delete BEFORE DELETE ON institution_merge "
        "BEGIN SELECT RAISE(ABORT, 'institution_merge is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER institution_merge_no_update BEFORE UPDATE ON institution_merge "
        "WHEN OLD.undone_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.survivor_id <> OLD.survivor_id "
        "OR NEW.absorbed_id <> OLD.absorbed_id OR NEW.at <> OLD.at OR NEW.user_id <> OLD.user_id "
        "OR NEW.reason <> OLD.reason OR NEW.before <> OLD.before OR NEW.moved <> OLD.moved "
        "BEGIN SELECT RAISE(ABORT, 'institution_merge is append-only'); END"
    )


def downgrade() -> None:
    """As it was before."""
    op.drop_index("ix_nik_shown_user_id_at", "nik_shown")
    op.drop_index("ix_nik_shown_at", "nik_shown")
    with op.batch_alter_table("nik_shown") as table:
        table.drop_column("place")
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER IF NOT EXISTS nik_shown_no_{event.lower()} BEFORE {event} ON nik_shown "
            "BEGIN SELECT RAISE(ABORT, 'nik_shown is append-only'); END"
        )
    op.drop_table("institution_apart")
    op.drop_table("institution_merge")
