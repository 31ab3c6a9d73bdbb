"""Incoming letters and their dispositions.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = (
    "incoming_mail",
    "mail_change",
    "disposition",
    "disposition_recipient",
    "disposition_step",
    "mail_request",
)
ONLY_ADDED = TABLES[1:]
NUMBERED = ("id", "nonce", "period", "serial", "number", "entered_at", "entered_by")
NATURES = "nature IN ('biasa', 'segera', 'penting', 'rahasia')"


def upgrade() -> None:
    """Nothing that is there changes."""
    _mail()
    _dispositions()
    _table(
        "mail_request",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *_links("mail_request", mail_id="incoming_mail", request_id="request", user_id="user"),
        sa.UniqueConstraint("mail_id", "request_id", name=op.f("uq_mail_request_mail_id_request_id")),
    )
    _index("mail_request", "request_id")
    _triggers()


def _mail() -> None:
    _table(
        "incoming_mail",
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("letter_number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("enclosures", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.CheckConstraint(NATURES, name=op.f("ck_incoming_mail_nature_known")),
        sa.CheckConstraint("kind <> ''", name=op.f("ck_incoming_mail_kind_said")),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_incoming_mail_serial_from_one")),
        sa.CheckConstraint("sender <> '' AND subject <> ''", name=op.f("ck_incoming_mail_said_what_it_is")),
        *_links("incoming_mail", entered_by="user"),
        sa.UniqueConstraint("nonce", name=op.f("uq_incoming_mail_nonce")),
        sa.UniqueConstraint("period", "serial", name=op.f("uq_incoming_mail_period_serial")),
    )
    _index("incoming_mail", "number")
    op.create_index("ix_incoming_mail_received_on", "incoming_mail", ["received_on", "id"], unique=False)
    _table(
        "mail_change",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_mail_change_reason_given")),
        *_links("mail_change", mail_id="incoming_mail", user_id="user"),
    )
    _index("mail_change", "mail_id")


def _dispositions() -> None:
    _table(
        "disposition",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("giver_post", sa.String(), nullable=False),
        sa.Column("giver_name", sa.String(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("carried_by", sa.String(), nullable=False),
        sa.Column("instructions", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(giver_id IS NULL) = on_paper", name=op.f("ck_disposition_given_or_on_paper")),
        sa.CheckConstraint(
            "NOT on_paper OR carried_by <> ''", name=op.f("ck_disposition_carried_by_somebody")
        ),
        *_links(
            "disposition",
            mail_id="incoming_mail",
            from_id="disposition_recipient",
            giver_id="user",
            recorded_by="user",
        ),
    )
    _index("disposition", "mail_id")
    _index("disposition", "from_id")
    _table(
        "disposition_recipient",
        sa.Column("disposition_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.CheckConstraint(
            "user_id IS NOT NULL OR post <> ''", name=op.f("ck_disposition_recipient_somebody")
        ),
        *_links("disposition_recipient", disposition_id="disposition", user_id="user"),
    )
    _index("disposition_recipient", "disposition_id")
    _index("disposition_recipient", "user_id")
    _table(
        "disposition_step",
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("carried_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('menunggu', 'selesai', 'dicabut')", name=op.f("ck_disposition_step_state_known")
        ),
        sa.CheckConstraint(
            "state = 'menunggu' OR result <> ''", name=op.f("ck_disposition_step_result_or_reason")
        ),
        *_links("disposition_step", recipient_id="disposition_recipient", user_id="user"),
    )
    _index("disposition_step", "recipient_id")


def _table(name: str, *parts: Any) -> None:
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, sa.Column("id", sa.Integer(), nullable=False), *parts, key)


def _links(table: str, **targets: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))
        for column, target in targets.items()
    )


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _triggers() -> None:
    for table in TABLES:
        for event in ("UPDATE", "DELETE") if table in ONLY_ADDED else ("DELETE",):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    fixed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in NUMBERED)
    kept = "(SELECT count(*) FROM mail_change WHERE mail_id = OLD.id)"
    op.execute(
        "CREATE TRIGGER incoming_mail_no_update BEFORE UPDATE ON incoming_mail "
        f"WHEN {fixed} OR NEW.corrections <> OLD.corrections + 1 OR NEW.corrections <> {kept} "
        "BEGIN SELECT RAISE(ABORT, 'incoming_mail is append-only'); END"
    )


def downgrade() -> None:
    """As it was before; the agenda and its dispositions are lost."""
    for table in reversed(TABLES):
        op.drop_table(table)
