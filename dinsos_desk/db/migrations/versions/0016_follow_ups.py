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
    _history_actions(_OLD, _NEW)
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


def _history_actions(old: str, new: str) -> None:
    """The history table again as it is, with other actions allowed; its indexes and triggers come along."""
    connection = op.get_bind()
    select = "SELECT sql FROM sqlite_schema WHERE tbl_name = 'history' AND type {} AND sql IS NOT NULL"
    made = connection.execute(sa.text(select.format("= 'table'"))).scalar_one()
    beside = connection.execute(sa.text(select.format("IN ('index', 'trigger')"))).scalars().all()
    if old not in made:
        raise RuntimeError("the history table is not as it was left")
    columns = made.split("(", 1)[1]
    op.execute(sa.text(f"CREATE TABLE history_new ({columns}".replace(old, new).replace(":", r"\:")))
    op.execute("INSERT INTO history_new SELECT * FROM history")
    op.execute("DROP TABLE history")
    op.execute("ALTER TABLE history_new RENAME TO history")
    for statement in beside:
        op.execute(sa.text(statement.replace(":", r"\:")))


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
    _history_actions(_NEW, _OLD)
    for _, statement in triggers:
        op.execute(sa.text(statement.replace(":", r"\:")))
    _reports("periodic_report_old")
    op.execute(
        f"INSERT INTO periodic_report_old ({_KEPT}) SELECT {_KEPT} FROM periodic_report WHERE dropped = ''"
    )
    _swap("periodic_report_old", "due_on")
