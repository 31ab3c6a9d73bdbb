"""Numbers: sequences, reserved ranges, letters made outside, numbers put in between and cancelled.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FIXED = ("id", "sequence", "year", "serial", "suffix", "number", "kind", "given_at", "given_by")
KEPT = (
    "id", "sequence", "year", "first", "last", "kind", "unit", "unit_code", "reason", "at", "user_id",
)  # fmt: skip


def upgrade() -> None:
    """Numbers given so far stay as they are, with the date of their letters."""
    op.create_table(
        "number_series",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("reset", sa.String(), nullable=False),
        sa.Column("by_classification", sa.Boolean(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("templates", sa.JSON(), nullable=False),
        sa.CheckConstraint("reset IN ('tahunan', 'berlanjut')", name=op.f("ck_number_series_reset_known")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_number_series")),
    )
    op.create_table(
        "number_range",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('cadangan', 'lewat')", name=op.f("ck_number_range_kind_known")),
        sa.CheckConstraint("first >= 1 AND last >= first", name=op.f("ck_number_range_in_order")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_number_range_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["user.id"], name=op.f("fk_number_range_ended_by_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_number_range_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_range")),
    )
    op.create_index("ix_number_range_sequence", "number_range", ["sequence", "year", "first"], unique=False)
    _issued()
    op.create_table(
        "number_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number_id"], ["issued_number.id"], name=op.f("fk_number_change_number_id_issued_number")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_number_change_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_change")),
    )
    op.create_index(op.f("ix_number_change_number_id"), "number_change", ["number_id"], unique=False)
    _triggers()


def _issued() -> None:
    """A table of its own takes the place of the old one, whose triggers and keys fit no longer."""
    op.create_table(
        "issued_number_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("range_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('program', 'luar')", name=op.f("ck_issued_number_kind_known")),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_issued_number_serial_from_one")),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by IS NULL)",
            name=op.f("ck_issued_number_cancelled_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by"], ["user.id"], name=op.f("fk_issued_number_cancelled_by_user")
        ),
        sa.ForeignKeyConstraint(["given_by"], ["user.id"], name=op.f("fk_issued_number_given_by_user")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_issued_number_letter_id_letter")),
        sa.ForeignKeyConstraint(
            ["range_id"], ["number_range.id"], name=op.f("fk_issued_number_range_id_number_range")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_issued_number_request_id_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_number")),
        sa.UniqueConstraint("number", "year", name=op.f("uq_issued_number_number_year")),
        sa.UniqueConstraint("sequence", "year", "serial", "suffix", name=op.f("uq_issued_number_sequence_year_serial_suffix")),
    )
    op.execute(
        "INSERT INTO issued_number_new (sequence, year, serial, suffix, number, kind, dated, addressee, "
        "subject, maker, reason, letter_id, request_id, given_at, given_by, cancelled_reason) "
        "SELECT n.sequence, n.year, n.serial, '', n.number, 'program', l.dated, '', '', '', '', n.letter_id, "
        "l.request_id, n.given_at, n.given_by, '' FROM issued_number n JOIN letter l ON l.id = n.letter_id "
        "ORDER BY n.given_at, n.sequence, n.year, n.serial"
    )
    op.drop_table("issued_number")
    op.rename_table("issued_number_new", "issued_number")
    op.create_index(
        "ix_issued_number_of_letter",
        "issued_number",
        ["letter_id"],
        unique=True,
        sqlite_where=sa.text("letter_id IS NOT NULL AND cancelled_at IS NULL"),
    )
    op.create_index("ix_issued_number_agenda", "issued_number", ["dated", "serial", "id"], unique=False)
    op.create_index(
        "ix_issued_number_book", "issued_number", ["sequence", "year", "dated", "serial"], unique=False
    )
    op.create_index(op.f("ix_issued_number_range_id"), "issued_number", ["range_id"], unique=False)
    op.create_index(op.f("ix_issued_number_request_id"), "issued_number", ["request_id"], unique=False)


def _triggers() -> None:
    guard = "BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"
    for table in ("issued_number", "number_range", "number_change"):
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {guard.format(table)}")
    op.execute(
        f"CREATE TRIGGER number_change_no_update BEFORE UPDATE ON number_change {guard.format('number_change')}"
    )
    fixed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIXED)
    op.execute(
        f"CREATE TRIGGER issued_number_no_update BEFORE UPDATE ON issued_number WHEN {fixed} "
        "OR (OLD.letter_id IS NOT NULL AND NEW.letter_id IS NOT OLD.letter_id) "
        "OR NEW.request_id IS NOT OLD.request_id OR NEW.range_id IS NOT OLD.range_id "
        "OR (OLD.cancelled_at IS NOT NULL AND (NEW.cancelled_at IS NOT OLD.cancelled_at "
        "OR NEW.cancelled_by IS NOT OLD.cancelled_by OR NEW.cancelled_reason IS NOT OLD.cancelled_reason)) "
        + guard.format("issued_number")
    )
    kept = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in KEPT)
    op.execute(
        f"CREATE TRIGGER number_range_no_update BEFORE UPDATE ON number_range WHEN {kept} "
        "OR NEW.until IS NOT OLD.until OR OLD.ended_at IS NOT NULL " + guard.format("number_range")
    )


def downgrade() -> None:
    """As it was before; what only this revision knows is lost."""
    op.drop_table("number_change")
    op.create_table(
        "issued_number_old",
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["user.id"], name=op.f("fk_issued_number_given_by_user")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_issued_number_letter_id_letter")),
        sa.PrimaryKeyConstraint("sequence", "year", "serial", name=op.f("pk_issued_number")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_issued_number_letter_id")),
        sa.UniqueConstraint("number", "year", name=op.f("uq_issued_number_number_year")),
    )
    op.execute(
        "INSERT INTO issued_number_old SELECT sequence, year, serial, number, letter_id, given_at, given_by "
        "FROM issued_number WHERE letter_id IS NOT NULL AND suffix = '' AND cancelled_at IS NULL"
    )
    op.drop_table("issued_number")
    op.rename_table("issued_number_old", "issued_number")
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER issued_number_no_{event.lower()} BEFORE {event} ON issued_number "
            "BEGIN SELECT RAISE(ABORT, 'issued_number is append-only'); END"
        )
    op.drop_table("number_range")
    op.drop_table("number_series")
