"""Versions of the draft of a letter, who has a case open, and officials who sign a.n. or u.b.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_COLUMNS = "id, post, title, name, rank, nip, kind, valid_from, valid_until"


def upgrade() -> None:
    """Officials stay as they are; versions are kept from now on."""
    op.create_table(
        "letter_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("essence", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_letter_draft_version_from_one")),
        sa.ForeignKeyConstraint(
            ["history_id"], ["history.id"], name=op.f("fk_letter_draft_history_id_history")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_letter_draft_made_by_user")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_letter_draft_request_id_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_draft")),
        sa.UniqueConstraint("request_id", "product", "version", name=op.f("uq_letter_draft_request_id_product_version")),
    )
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER letter_draft_no_{event.lower()} BEFORE {event} ON letter_draft "
            "BEGIN SELECT RAISE(ABORT, 'letter_draft is append-only'); END"
        )
    op.create_table(
        "request_hold",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_request_hold_request_id_request")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_request_hold_user_id_user")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request_hold")),
    )
    _official_anew("'definitif', 'plt', 'plh', 'an', 'ub'")


def downgrade() -> None:
    """As it was before; who signed a.n. or u.b. goes, for nobody could be told what they are."""
    op.execute("DELETE FROM official WHERE kind IN ('an', 'ub')")
    _official_anew("'definitif', 'plt', 'plh'")
    op.drop_table("request_hold")
    op.drop_table("letter_draft")


def _official_anew(kinds: str) -> None:
    """SQLite cannot change a CHECK: the table is made anew and its rows carried over."""
    op.create_table(
        "official_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_official_kind_known")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_official_dates_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
    )
    op.execute(f"INSERT INTO official_anew ({_COLUMNS}) SELECT {_COLUMNS} FROM official")
    op.drop_table("official")
    op.rename_table("official_anew", "official")
    op.create_index("ix_official_post", "official", ["post"], unique=False)
