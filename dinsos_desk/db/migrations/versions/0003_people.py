"""People: tolerant search, records made one and kept apart, reasons of corrections, parties as they were.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
The search index is filled by the program when it opens the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

APPEND_ONLY = ("nik_shown", "institution_change")
PERSON = (
    "name", "nik", "kk", "sex", "birth_place", "birth_date", "religion", "marital_state", "occupation",
    "address", "rt", "rw", "village", "district", "regency", "province", "phone", "estimated_age",
    "estimated_on", "marks",
)  # fmt: skip
INSTITUTION = (
    "name", "kind", "address", "village", "district", "regency", "phone", "leader", "npwp", "deed",
)  # fmt: skip


def upgrade() -> None:
    """Columns and tables; what is finished keeps its parties as they are known today."""
    for name in ("languages", "found_at", "brought_by"):
        op.add_column("person", sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column(
        "person_change", sa.Column("reason", sa.String(), server_default=sa.text("''"), nullable=False)
    )
    op.add_column("request_party", sa.Column("as_was", sa.JSON(), nullable=True))
    op.create_index("ix_person_birth_date", "person", ["birth_date"])
    op.create_index("ix_person_phone", "person", ["phone"])
    _history_tables()
    _merge_tables()
    _search_tables()
    _triggers()
    _keep_finished_parties()


def _history_tables() -> None:
    op.create_table(
        "institution_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_institution_change_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_institution_change_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_institution_change"),
    )
    op.create_index("ix_institution_change_institution_id", "institution_change", ["institution_id"])
    op.create_table(
        "nik_shown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_nik_shown_person_id_person"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_nik_shown_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_nik_shown"),
    )
    op.create_index("ix_nik_shown_person_id", "nik_shown", ["person_id"])


def _merge_tables() -> None:
    op.create_table(
        "person_merge",
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
        sa.CheckConstraint("survivor_id <> absorbed_id", name="ck_person_merge_two_records"),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL)", name="ck_person_merge_undone_by_somebody"
        ),
        sa.ForeignKeyConstraint(["survivor_id"], ["person.id"], name="fk_person_merge_survivor_id_person"),
        sa.ForeignKeyConstraint(["absorbed_id"], ["person.id"], name="fk_person_merge_absorbed_id_person"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_person_merge_user_id_user"),
        sa.ForeignKeyConstraint(["undone_by"], ["user.id"], name="fk_person_merge_undone_by_user"),
        sa.PrimaryKeyConstraint("id", name="pk_person_merge"),
    )
    op.create_index("ix_person_merge_survivor_id", "person_merge", ["survivor_id"])
    op.create_index(
        "ix_person_merge_standing",
        "person_merge",
        ["absorbed_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "person_apart",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name="ck_person_apart_in_order"),
        sa.ForeignKeyConstraint(["one_id"], ["person.id"], name="fk_person_apart_one_id_person"),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_person_apart_other_id_person"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_person_apart_user_id_user"),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_person_apart"),
    )
    op.create_index("ix_person_apart_other_id", "person_apart", ["other_id"])


def _search_tables() -> None:
    op.create_table(
        "search_word",
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_search_word"),
        sqlite_with_rowid=False,
    )
    op.execute("DROP TABLE person_search")
    for table in ("person_search", "institution_search"):
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5("
            "name, place, key, content='', contentless_delete=1, detail=column, prefix='2 3 4', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
    op.execute("PRAGMA user_version = 0")


def _triggers() -> None:
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        "CREATE TRIGGER person_merge_no_delete BEFORE DELETE ON person_merge "
        "BEGIN SELECT RAISE(ABORT, 'person_merge is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER person_merge_no_update BEFORE UPDATE ON person_merge "
        "WHEN OLD.undone_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.survivor_id <> OLD.survivor_id "
        "OR NEW.absorbed_id <> OLD.absorbed_id OR NEW.at <> OLD.at OR NEW.user_id <> OLD.user_id "
        "OR NEW.reason <> OLD.reason OR NEW.before <> OLD.before OR NEW.moved <> OLD.moved "
        "BEGIN SELECT RAISE(ABORT, 'person_merge is append-only'); END"
    )


def _keep_finished_parties() -> None:
    """From here on a printed line of a register never changes."""
    for table, columns in (("person", PERSON), ("institution", INSTITUTION)):
        pairs = ", ".join(f"'{name}', t.{name}" for name in columns)
        flag = ", 'temporary', json(CASE WHEN t.temporary THEN 'true' ELSE 'false' END)"
        op.execute(
            f"UPDATE request_party SET as_was = (SELECT json_object({pairs}{flag if table == 'person' else ''})"
            f" FROM {table} t WHERE t.id = request_party.{table}_id)"
            f" WHERE {table}_id IS NOT NULL AND request_id IN"
            " (SELECT id FROM request WHERE finished_at IS NOT NULL)"
        )


def downgrade() -> None:
    """As it was before; the index is left empty."""
    for name in ("nik_shown_no_update", "nik_shown_no_delete", "institution_change_no_update",
                 "institution_change_no_delete", "person_merge_no_update", "person_merge_no_delete"):
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE institution_search")
    op.execute("DROP TABLE person_search")
    op.execute(
        "CREATE VIRTUAL TABLE person_search USING fts5("
        "name, place, content='', contentless_delete=1, prefix='2 3 4', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    for table in ("search_word", "person_apart", "person_merge", "nik_shown", "institution_change"):
        op.drop_table(table)
    op.drop_index("ix_person_phone", "person")
    op.drop_index("ix_person_birth_date", "person")
    op.execute("ALTER TABLE request_party DROP COLUMN as_was")
    op.execute("ALTER TABLE person_change DROP COLUMN reason")
    for name in ("brought_by", "found_at", "languages"):
        op.execute(f"ALTER TABLE person DROP COLUMN {name}")
