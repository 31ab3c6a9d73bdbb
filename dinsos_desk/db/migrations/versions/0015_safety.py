"""Rules of passwords and locks; the audit trail's words found quickly.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WORDS = {
    "audit": (0, "new.about", "about", "audit"),
    "history": (
        1,
        "(SELECT receipt FROM request WHERE id = new.request_id) || ' ' || new.reason",
        "r.receipt || ' ' || t.reason",
        "history t JOIN request r ON r.id = t.request_id",
    ),
    "issued_number": (2, "new.number || ' ' || new.reason", "number || ' ' || reason", "issued_number"),
    "nik_shown": (
        3,
        "(SELECT name FROM person WHERE id = new.person_id)",
        "p.name",
        "nik_shown t JOIN person p ON p.id = t.person_id",
    ),
}
"""Of each table: its mark in the lowest four bits of the row ids, its words one by one, all its words."""

INDEXES = (
    ("ix_audit_deed_at", "audit", ["deed", "at"]),
    ("ix_history_user_id_at", "history", ["user_id", "at"]),
    ("ix_history_action_at", "history", ["action", "at", "request_id", "stage", "user_id", "stage_seconds"]),
    ("ix_issued_number_given_at", "issued_number", ["given_at"]),
)


def upgrade() -> None:
    """What is there is put into the index of words; what is written later goes in by trigger."""
    op.create_table(
        "safety",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("password_length", sa.Integer(), nullable=False),
        sa.Column("free_failures", sa.Integer(), nullable=False),
        sa.Column("first_wait", sa.Integer(), nullable=False),
        sa.Column("longest_wait", sa.Integer(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.Column("idle_most", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_safety_one_row")),
        sa.CheckConstraint("password_length >= 8", name=op.f("ck_safety_password_not_short")),
        sa.CheckConstraint("free_failures >= 1", name=op.f("ck_safety_failures_counted")),
        sa.CheckConstraint(
            "first_wait >= 1 AND longest_wait >= first_wait", name=op.f("ck_safety_waits_in_order")
        ),
        sa.CheckConstraint(
            "idle_minutes >= 1 AND idle_most >= idle_minutes", name=op.f("ck_safety_idle_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety")),
    )
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns, unique=False)
    op.create_index(
        "ix_issued_number_cancelled_at",
        "issued_number",
        ["cancelled_at"],
        unique=False,
        sqlite_where=sa.text("cancelled_at IS NOT NULL"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE trail_words USING fts5("
        "words, content='', contentless_delete=1, detail=none, tokenize='trigram')"
    )
    for table, (mark, one, every, source) in WORDS.items():
        of = "t.id" if " t " in source else "id"
        op.execute(f"INSERT INTO trail_words (rowid, words) SELECT {of} * 16 + {mark}, {every} FROM {source}")
        op.execute(
            f"CREATE TRIGGER {table}_words AFTER INSERT ON {table} BEGIN "
            f"INSERT INTO trail_words (rowid, words) VALUES (new.id * 16 + {mark}, {one}); END"
        )
    op.execute(
        "CREATE TRIGGER person_looked_at_words AFTER UPDATE OF name ON person WHEN new.name IS NOT old.name "
        "BEGIN INSERT OR REPLACE INTO trail_words (rowid, words) "
        f"SELECT id * 16 + {WORDS['nik_shown'][0]}, new.name FROM nik_shown WHERE person_id = new.id; END"
    )


def downgrade() -> None:
    """As it was before."""
    op.execute("DROP TRIGGER person_looked_at_words")
    for table in WORDS:
        op.execute(f"DROP TRIGGER {table}_words")
    op.execute("DROP TABLE trail_words")
    op.drop_index("ix_issued_number_cancelled_at", "issued_number")
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
    op.drop_table("safety")
