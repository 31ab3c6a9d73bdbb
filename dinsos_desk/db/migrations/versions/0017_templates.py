"""The office's own templates and their versions.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

DEEDS = "deed IN ('masuk', 'ditemukan', 'kembali', 'penyiapan', 'bawaan')"


def upgrade() -> None:
    """Nothing that is there changes; templates that lie in the folder become versions when they are used."""
    op.create_table(
        "template_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(name) > 0 AND version >= 1", name=op.f("ck_template_version_named_and_numbered")
        ),
        sa.CheckConstraint(
            "(content IS NULL) = (deed = 'bawaan')", name=op.f("ck_template_version_content_unless_shipped")
        ),
        sa.CheckConstraint(DEEDS, name=op.f("ck_template_version_deed_known")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_template_version_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_version")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_template_version_name_version")),
    )
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER template_version_no_{event.lower()} BEFORE {event} ON template_version "
            "BEGIN SELECT RAISE(ABORT, 'template_version is append-only'); END"
        )


def downgrade() -> None:
    """As it was before; the history of the office's templates is lost, the files in use stay."""
    op.drop_table("template_version")
