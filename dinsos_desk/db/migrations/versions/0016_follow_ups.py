"""Obligations that are thought of before they fall due and may be dropped; applications passed on elsewhere.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KEPT = (
    "id, request_id, duty, due_on, done_on, done_by, recorded_at, records, note, withdrawn_at, withdrawn_by, "
    "withdrawn_reason"
)
_OLD, _NEW = "'batalkan')", "'batalkan', 'alihkan')"
_STATES, _MORE_STATES = "'ditolak', 'dibatalkan')", "'ditolak', 'dibatalkan', 'dialihkan')"
_LINE, _LONGER_LINE = "WHEN 'dibatalkan' THEN 6 END", "WHEN 'dibatalkan' THEN 6 WHEN 'dialihkan' THEN 7 END"


def upgrade() -> None:
    """Obligations that wait are thought of on the day they fall due; nothing else that is there changes."""
    _reports(
        "periodic_report_new",
        sa.Column("remind_on", sa.Date(), nullable=False),
        sa.Column("dropped", sa.String(), nullable=False, server_default=sa.text("''")),
        sa.CheckConstraint(
            "dropped = '' OR (dropped IN ('kali_ini', 'seterusnya') AND done_on IS NOT NULL AND note <> '')",
            name=op.f("ck_periodic_report_dropped_with_reason"),
        ),
    )
    op.execute(
        f"INSERT INTO periodic_report_new ({_KEPT}, remind_on) SELECT {_KEPT}, due_on FROM periodic_report"
    )
    _swap("periodic_report_new", "remind_on")
    _again("history", (_OLD, _NEW), (_STATES, _MORE_STATES))
    _again("request", (_STATES, _MORE_STATES), (_LINE, _LONGER_LINE))
    op.create_table(
        "transfer",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.CheckConstraint("(service_code = '') <> (agency = '')", name=op.f("ck_transfer_one_target")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_transfer_request_id_request")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_transfer_user_id_user")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_transfer")),
    )
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER transfer_no_{event.lower()} BEFORE {event} ON transfer "
            "BEGIN SELECT RAISE(ABORT, 'transfer is append-only'); END"
        )


def _reports(name: str, *more: sa.schema.SchemaItem) -> None:
    """A table of its own takes the place of the old one: SQLite cannot add its CHECK."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        *more,
        sa.CheckConstraint(
            "(done_on IS NULL) = (done_by IS NULL)", name=op.f("ck_periodic_report_done_by_somebody")
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR (done_on IS NOT NULL AND withdrawn_by IS NOT NULL)",
            name=op.f("ck_periodic_report_only_the_done_withdrawn"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_periodic_report_request_id_request")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["user.id"], name=op.f("fk_periodic_report_done_by_user")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["user.id"], name=op.f("fk_periodic_report_withdrawn_by_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periodic_report")),
    )


def _swap(name: str, day: str) -> None:
    op.drop_table("periodic_report")
    op.rename_table(name, "periodic_report")
    op.create_index(
        "ix_periodic_report_standing",
        "periodic_report",
        ["request_id", "duty", "due_on"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index("ix_periodic_report_open", "periodic_report", ["done_on", day], unique=False)


def _again(table: str, *changes: tuple[str, str]) -> None:
    """A table again as it is, with other words allowed; its indexes and triggers are changed alike."""
    connection = op.get_bind()
    select = f"SELECT sql FROM sqlite_schema WHERE tbl_name = '{table}' AND type {{}} AND sql IS NOT NULL"
    made = connection.execute(sa.text(select.format("= 'table'"))).scalar_one()
    beside = connection.execute(sa.text(select.format("IN ('index', 'trigger')"))).scalars().all()
    statements = [f"CREATE TABLE {table}_new ({made.split('(', 1)[1]}", *beside]
    for old, new in changes:
        if not any(old in one for one in statements):
            raise RuntimeError(f"the table {table} is not as it was left")
        statements = [one.replace(old, new) for one in statements]
    first, *others = (sa.text(one.replace(":", r"\:")) for one in statements)
    op.execute(first)
    op.execute(f"INSERT INTO {table}_new SELECT * FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute("PRAGMA legacy_alter_table = ON")  # triggers of other tables speak of this one
    op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    op.execute("PRAGMA legacy_alter_table = OFF")
    for statement in others:
        op.execute(statement)


def downgrade() -> None:
    """As it was before; what was dropped is forgotten, what was passed on counts as cancelled."""
    op.drop_table("transfer")
    connection = op.get_bind()
    triggers = connection.execute(
        sa.text("SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'history' AND type = 'trigger'")
    ).all()
    for name, _ in triggers:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("UPDATE history SET action = 'batalkan' WHERE action = 'alihkan'")
    op.execute("UPDATE history SET state = 'dibatalkan' WHERE state = 'dialihkan'")
    _again("history", (_NEW, _OLD), (_MORE_STATES, _STATES))
    op.execute("UPDATE request SET state = 'dibatalkan' WHERE state = 'dialihkan'")
    _again("request", (_MORE_STATES, _STATES), (_LONGER_LINE, _LINE))
    for _, statement in triggers:
        op.execute(sa.text(statement.replace(":", r"\:")))
    _reports("periodic_report_old")
    op.execute(
        f"INSERT INTO periodic_report_old ({_KEPT}) SELECT {_KEPT} FROM periodic_report WHERE dropped = ''"
    )
    _swap("periodic_report_old", "due_on")
