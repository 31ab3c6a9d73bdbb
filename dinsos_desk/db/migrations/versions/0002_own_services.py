"""An office's own services and posts, linked applications, and obligations that return after a case.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Five tables; nothing that is there changes."""
    op.create_table(
        "own_service",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["service_version.id"], name="fk_own_service_version_id_service_version"
        ),
        sa.ForeignKeyConstraint(["published_by"], ["user.id"], name="fk_own_service_published_by_user"),
        sa.PrimaryKeyConstraint("code", name="pk_own_service"),
    )
    op.create_table(
        "service_draft",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name="fk_service_draft_updated_by_user"),
        sa.PrimaryKeyConstraint("code", name="pk_service_draft"),
    )
    op.create_table(
        "request_link",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name="ck_request_link_two_requests"),
        sa.ForeignKeyConstraint(["from_id"], ["request.id"], name="fk_request_link_from_id_request"),
        sa.ForeignKeyConstraint(["to_id"], ["request.id"], name="fk_request_link_to_id_request"),
        sa.PrimaryKeyConstraint("from_id", "to_id", name="pk_request_link"),
    )
    op.create_index("ix_request_link_to_id", "request_link", ["to_id"])
    op.create_table(
        "periodic_report",
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
        sa.CheckConstraint(
            "(done_on IS NULL) = (done_by IS NULL)", name="ck_periodic_report_done_by_somebody"
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR (done_on IS NOT NULL AND withdrawn_by IS NOT NULL)",
            name="ck_periodic_report_only_the_done_withdrawn",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_periodic_report_request_id_request"),
        sa.ForeignKeyConstraint(["done_by"], ["user.id"], name="fk_periodic_report_done_by_user"),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["user.id"], name="fk_periodic_report_withdrawn_by_user"),
        sa.PrimaryKeyConstraint("id", name="pk_periodic_report"),
    )
    op.create_index(
        "ix_periodic_report_standing",
        "periodic_report",
        ["request_id", "duty", "due_on"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index("ix_periodic_report_open", "periodic_report", ["done_on", "due_on"])
    op.create_table(
        "office_post",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('petugas', 'operator', 'kasi', 'kabid', 'sekretaris', 'kadis', 'admin', 'pembaca')",
            name="ck_office_post_role_known",
        ),
        sa.PrimaryKeyConstraint("code", name="pk_office_post"),
    )


def downgrade() -> None:
    """Take the five tables away."""
    for table in ("office_post", "periodic_report", "request_link", "service_draft", "own_service"):
        op.drop_table(table)
