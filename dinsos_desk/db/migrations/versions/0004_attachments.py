"""Attachments: scans and photographs in the encrypted store.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing that is there changes."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('gambar', 'pdf')", name=op.f("ck_attachment_kind_known")),
        sa.CheckConstraint("(nonce IS NULL) <> (person_id IS NULL)", name=op.f("ck_attachment_one_owner")),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by IS NULL)", name=op.f("ck_attachment_removed_by_somebody")
        ),
        sa.CheckConstraint("pages > 0 AND bytes > 0", name=op.f("ck_attachment_something_in_it")),
        sa.ForeignKeyConstraint(["added_by"], ["user.id"], name=op.f("fk_attachment_added_by_user")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attachment_person_id_person")),
        sa.ForeignKeyConstraint(["removed_by"], ["user.id"], name=op.f("fk_attachment_removed_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_nonce", "attachment", ["nonce"], unique=False)
    op.create_index("ix_attachment_person_id", "attachment", ["person_id"], unique=False)


def downgrade() -> None:
    """As it was before."""
    op.drop_table("attachment")
