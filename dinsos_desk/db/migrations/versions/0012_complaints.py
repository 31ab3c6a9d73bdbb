"""Complaints (pengaduan).

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CHANNELS = (
    "channel IN ('langsung', 'telepon', 'surat', 'whatsapp', 'lapor', 'kotak_saran', 'surel', 'media_sosial')"
)
CATEGORIES = (
    "category IN ('persyaratan', 'prosedur', 'waktu', 'biaya', 'hasil', 'perilaku', 'sarana', 'data', "
    "'lainnya')"
)
STATES = "state IN ('diterima', 'diteruskan', 'dijawab', 'ditutup', 'ditarik')"
DEEDS = "deed IN ('terima', 'teruskan', 'jawab', 'tutup', 'tarik', 'buka_lagi', 'perbaiki')"
FIXED = ("id", "number", "year", "serial", "received_at", "recorded_by")


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("service_name", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("handler", sa.String(), nullable=False),
        sa.Column("handler_division", sa.String(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_complaint_channel_known")),
        sa.CheckConstraint(CATEGORIES, name=op.f("ck_complaint_category_known")),
        sa.CheckConstraint(STATES, name=op.f("ck_complaint_state_known")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_complaint_text_given")),
        sa.CheckConstraint(
            "NOT anonymous OR (person_id IS NULL AND name = '' AND contact = '')",
            name=op.f("ck_complaint_anonymous_is_nobody"),
        ),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (state IN ('diterima', 'diteruskan'))",
            name=op.f("ck_complaint_finished_when_closed"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_complaint_person_id_person")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_complaint_recorded_by_user")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_complaint_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("number", name=op.f("uq_complaint_number")),
    )
    for column in ("person_id", "received_at", "request_id"):
        op.create_index(op.f(f"ix_complaint_{column}"), "complaint", [column], unique=False)
    op.create_index("ix_complaint_open", "complaint", ["state", "due_on"], unique=False)
    _steps()
    _triggers()


def _steps() -> None:
    op.create_table(
        "complaint_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("handler", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.CheckConstraint(DEEDS, name=op.f("ck_complaint_step_deed_known")),
        sa.CheckConstraint(
            "deed NOT IN ('tutup', 'tarik', 'buka_lagi', 'perbaiki') OR reason <> ''",
            name=op.f("ck_complaint_step_reason_given"),
        ),
        sa.CheckConstraint("deed <> 'jawab' OR words <> ''", name=op.f("ck_complaint_step_answer_given")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_complaint_step_complaint_id_complaint")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["complaint_step.id"], name=op.f("fk_complaint_step_corrects_id_complaint_step")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_complaint_step_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_step")),
    )
    for column in ("at", "complaint_id"):
        op.create_index(op.f(f"ix_complaint_step_{column}"), "complaint_step", [column], unique=False)


def _triggers() -> None:
    for table, event in (("complaint", "DELETE"), ("complaint_step", "UPDATE"), ("complaint_step", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIXED)
    op.execute(
        f"CREATE TRIGGER complaint_no_update BEFORE UPDATE ON complaint WHEN {changed} "
        "BEGIN SELECT RAISE(ABORT, 'complaint is append-only'); END"
    )


def downgrade() -> None:
    """As it was before; complaints are lost."""
    op.drop_table("complaint_step")
    op.drop_table("complaint")
