"""Reminders made by hand, reasons for lateness, and the last moment the clock has seen.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ONLY_ADDED = ("tickler_step", "lateness", "clock_step")
FIXED = ("id", "request_id", "person_id", "text", "due_on", "made_at", "made_by")
STATES = "state IN ('menunggu', 'selesai', 'batal')"


def upgrade() -> None:
    """Nothing that is there changes; the clock has seen the last step of any application."""
    _ticklers()
    op.create_table(
        "lateness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_lateness_reason_given")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_lateness_request_id_request")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_lateness_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lateness")),
    )
    op.create_index(op.f("ix_lateness_request_id"), "lateness", ["request_id"], unique=False)
    op.create_table(
        "clock_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_seen_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_seen")),
    )
    op.create_table(
        "clock_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.Column("taken", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_clock_step_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_step")),
    )
    op.execute("INSERT INTO clock_seen (id, at) SELECT 1, max(at) FROM history HAVING max(at) IS NOT NULL")
    _triggers()


def _ticklers() -> None:
    op.create_table(
        "tickler",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint("request_id IS NULL OR person_id IS NULL", name=op.f("ck_tickler_one_subject")),
        sa.CheckConstraint(STATES, name=op.f("ck_tickler_state_known")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_tickler_made_by_user")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tickler_person_id_person")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_tickler_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickler")),
    )
    op.create_index("ix_tickler_state_due", "tickler", ["state", "due_on"], unique=False)
    op.create_index(op.f("ix_tickler_person_id"), "tickler", ["person_id"], unique=False)
    op.create_index(op.f("ix_tickler_request_id"), "tickler", ["request_id"], unique=False)
    op.create_table(
        "tickler_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tickler_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state <> 'batal' OR reason <> ''", name=op.f("ck_tickler_step_dropped_with_reason")
        ),
        sa.CheckConstraint(STATES, name=op.f("ck_tickler_step_state_known")),
        sa.ForeignKeyConstraint(
            ["tickler_id"], ["tickler.id"], name=op.f("fk_tickler_step_tickler_id_tickler")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_tickler_step_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickler_step")),
    )
    op.create_index(op.f("ix_tickler_step_tickler_id"), "tickler_step", ["tickler_id"], unique=False)


def _triggers() -> None:
    for table in (*ONLY_ADDED, "tickler"):
        events = ("UPDATE", "DELETE") if table in ONLY_ADDED else ("DELETE",)
        for event in events:
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIXED)
    op.execute(
        f"CREATE TRIGGER tickler_no_update BEFORE UPDATE ON tickler WHEN {changed} "
        "BEGIN SELECT RAISE(ABORT, 'tickler is append-only'); END"
    )


def downgrade() -> None:
    """As it was before; what only this revision knows is lost."""
    for table in ("clock_step", "clock_seen", "lateness", "tickler_step", "tickler"):
        op.drop_table(table)
