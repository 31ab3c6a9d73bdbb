"""The first tables.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("history", "person_change", "issued_number", "service_version")


def upgrade() -> None:
    """Every table, the search index of people, and the triggers that keep history as it was."""
    op.create_table(
        "closure",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_closure"),
    )
    op.create_table(
        "institution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("village", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("regency", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("npwp", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name="ck_institution_name_given"),
        sa.PrimaryKeyConstraint("id", name="pk_institution"),
    )
    op.create_index("ix_institution_name", "institution", ["name"], unique=False)
    op.create_table(
        "offered_service",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_offered_service"),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("government", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("complaints", sa.String(), nullable=False),
        sa.Column("emblem", sa.LargeBinary(), nullable=True),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("margins", sa.JSON(), nullable=False),
        sa.Column("font", sa.String(), nullable=False),
        sa.Column("font_size", sa.Integer(), nullable=False),
        sa.Column("number_pattern", sa.String(), nullable=False),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("office_code", sa.String(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_office_one_office"),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )
    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('definitif', 'plt', 'plh')", name="ck_official_kind_known"),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name="ck_official_dates_in_order"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_official"),
    )
    op.create_index("ix_official_post", "official", ["post"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nik", sa.String(), nullable=True),
        sa.Column("kk", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("birth_place", sa.String(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("religion", sa.String(), nullable=False),
        sa.Column("marital_state", sa.String(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("rt", sa.String(), nullable=False),
        sa.Column("rw", sa.String(), nullable=False),
        sa.Column("village", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("regency", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        sa.Column("estimated_age", sa.Integer(), nullable=True),
        sa.Column("estimated_on", sa.Date(), nullable=True),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="ck_person_sex_known"),
        sa.CheckConstraint("length(name) > 0", name="ck_person_name_given"),
        sa.CheckConstraint("nik IS NULL OR length(nik) = 16", name="ck_person_nik_length"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("nik", name="uq_person_nik"),
    )
    op.create_index("ix_person_kk", "person", ["kk"], unique=False)
    op.create_table(
        "sequence",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name="ck_sequence_last_not_negative"),
        sa.PrimaryKeyConstraint("key", "year", name="pk_sequence"),
    )
    op.create_table(
        "service_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("client_party", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_service_version"),
        sa.UniqueConstraint("digest", name="uq_service_version_digest"),
    )
    op.create_index("ix_service_version_code", "service_version", ["code"], unique=False)
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(collation="NOCASE"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("login", name="uq_user_login"),
    )
    op.create_table(
        "person_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_change_person_id_person"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_person_change_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_person_change"),
    )
    op.create_index("ix_person_change_person_id", "person_change", ["person_id"], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("register_year", sa.Integer(), nullable=False),
        sa.Column("register_no", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_name", sa.String(), nullable=False),
        sa.Column("stage_role", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("stage_since", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("complete_at", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("on_time", sa.Boolean(), nullable=True),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("client_name", sa.String(), nullable=False),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("overrides", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('belum_lengkap', 'berjalan', 'dikembalikan', 'siap_diambil', 'selesai', 'ditolak', 'dibatalkan')",
            name="ck_request_state_known",
        ),
        sa.CheckConstraint("paused_seconds >= 0", name="ck_request_pause_not_negative"),
        sa.ForeignKeyConstraint(["taken_by"], ["user.id"], name="fk_request_taken_by_user"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["service_version.id"], name="fk_request_version_id_service_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
        sa.UniqueConstraint("nonce", name="uq_request_nonce"),
        sa.UniqueConstraint("receipt", name="uq_request_receipt"),
        sa.UniqueConstraint(
            "service_code",
            "register_year",
            "register_no",
            name="uq_request_service_code_register_year_register_no",
        ),
    )
    op.create_index(
        "ix_request_finished", "request", ["finished_at", "service_code", "state", "on_time"], unique=False
    )
    op.create_index("ix_request_inbox", "request", ["stage_role", "state", "due_at"], unique=False)
    op.create_index(
        "ix_request_recap",
        "request",
        ["received_at", "service_code", "state", "on_time", "finished_at"],
        unique=False,
    )
    op.create_index("ix_request_state_due", "request", ["state", "due_at"], unique=False)
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "role IN ('petugas', 'operator', 'kasi', 'kabid', 'sekretaris', 'kadis', 'admin', 'pembaca')",
            name="ck_user_role_role_known",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_user_role_user_id_user"),
        sa.PrimaryKeyConstraint("user_id", "role", name="pk_user_role"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_draft_request_id_request"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_draft_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_user_id", "draft", ["user_id"], unique=False)
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("to_stage", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("faulty", sa.JSON(), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("on_paper", sa.Date(), nullable=True),
        sa.Column("carried_by", sa.String(), nullable=False),
        sa.Column("stage_seconds", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "action IN ('ajukan', 'lengkapi', 'setuju', 'kembalikan', 'tolak', 'minta_kelengkapan', 'batalkan')",
            name="ck_history_action_known",
        ),
        sa.CheckConstraint(
            "state IN ('belum_lengkap', 'berjalan', 'dikembalikan', 'siap_diambil', 'selesai', 'ditolak', 'dibatalkan')",
            name="ck_history_state_known",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_history_request_id_request"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_history_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
    )
    op.create_index("ix_history_at", "history", ["at"], unique=False)
    op.create_index("ix_history_request_id", "history", ["request_id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.Column("handed_at", sa.DateTime(), nullable=True),
        sa.Column("handed_to", sa.String(), nullable=False),
        sa.Column("handed_proof", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('dibuat', 'bernomor', 'ditandatangani', 'diserahkan')",
            name="ck_letter_state_known",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_letter_request_id_request"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.UniqueConstraint("request_id", "product", name="uq_letter_request_id_product"),
    )
    op.create_index("ix_letter_dated", "letter", ["dated"], unique=False)
    op.create_index("ix_letter_number", "letter", ["number"], unique=False)
    op.create_table(
        "paper",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("alternative", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("mode IN ('asli', 'salinan', 'pindaian')", name="ck_paper_mode_known"),
        sa.CheckConstraint(
            "state IN ('ada', 'tidak_ada', 'menyusul', 'tidak_berlaku')", name="ck_paper_state_known"
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_paper_request_id_request"),
        sa.PrimaryKeyConstraint("request_id", "requirement", name="pk_paper"),
    )
    op.create_table(
        "request_party",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('orang', 'lembaga')", name="ck_request_party_kind_known"),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (institution_id IS NULL)", name="ck_request_party_one_subject"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name="fk_request_party_institution_id_institution"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_request_party_person_id_person"),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name="fk_request_party_request_id_request"
        ),
        sa.PrimaryKeyConstraint("request_id", "party", name="pk_request_party"),
    )
    op.create_index(
        "ix_request_party_institution_id", "request_party", ["institution_id"], unique=False
    )
    op.create_index("ix_request_party_person_id", "request_party", ["person_id"], unique=False)
    op.create_table(
        "issued_number",
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["user.id"], name="fk_issued_number_given_by_user"),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_issued_number_letter_id_letter"),
        sa.PrimaryKeyConstraint("sequence", "year", "serial", name="pk_issued_number"),
        sa.UniqueConstraint("letter_id", name="uq_issued_number_letter_id"),
        sa.UniqueConstraint("number", "year", name="uq_issued_number_number_year"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE person_search USING fts5("
        "name, place, content='', contentless_delete=1, prefix='2 3 4', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    """Nothing is left."""
    for table in APPEND_ONLY:
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{event}")
    op.execute("DROP TABLE person_search")
    for table in (
        "issued_number",
        "request_party",
        "paper",
        "letter",
        "history",
        "draft",
        "user_role",
        "request",
        "person_change",
        "user",
        "service_version",
        "sequence",
        "person",
        "official",
        "office",
        "offered_service",
        "institution",
        "closure",
    ):
        op.drop_table(table)
