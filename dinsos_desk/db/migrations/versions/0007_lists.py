"""Lists as each user wants them, the narrow lines they are read from, and the search over applications.

Foreign keys are off while it runs; they are checked before it is committed. No models are imported here.
"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = (
    "belum_lengkap",
    "berjalan",
    "dikembalikan",
    "siap_diambil",
    "selesai",
    "ditolak",
    "dibatalkan",
)
PLACE = ("village", "district", "regency")
COVERED = ("day", "id", "state", "stage", "service", "place", "officer")
LINE_INDEXES = {
    "day": COVERED,
    "name": ("name", "id", "day", "state", "stage", "service", "place", "officer"),
    "due": ("due", "id", "day", "state", "stage", "service", "place", "officer"),
    "service": ("service", "day", "id", "state", "stage", "place", "officer"),
    "state": ("state", "day", "id", "due", "stage", "service", "place", "officer"),
    "stage": ("stage", "day", "id", "state", "service", "place", "officer"),
    "place": ("place", "day", "id", "state", "stage", "service", "officer"),
    "officer": ("officer", "day", "id", "state", "stage", "service", "place"),
}
TRIGGERS = (
    "request_line_added",
    "request_line_moved",
    "request_line_renamed",
    "request_line_deleted",
    "request_words_changed",
    "letter_number_added",
    "letter_number_changed",
)


def upgrade() -> None:
    """Old applications get the place of their client and a line; the search learns them at the next start."""
    _preferences()
    for name in PLACE:
        op.add_column(
            "request",
            sa.Column(f"client_{name}", sa.String(), server_default=sa.text("''"), nullable=False),
        )
    _fill_places()
    _lines()
    _search()
    _triggers()


def _preferences() -> None:
    op.create_table(
        "user_preference",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_preference_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_user_preference")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_filter_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("user_id", "list", "name", name=op.f("uq_saved_filter_user_id_list_name")),
    )


def _fill_places() -> None:
    """Where the client lived: as kept for a finished application, else as known now.

    The client is the party the version names; where nobody is in it, whoever takes part.
    """
    for name in PLACE:
        op.execute(
            f"UPDATE request SET client_{name} = coalesce((SELECT coalesce("
            f" json_extract(rp.as_was, '$.{name}'), p.{name}, i.{name}) FROM request_party rp"
            " JOIN service_version v ON v.id = request.version_id"
            " LEFT JOIN person p ON p.id = rp.person_id LEFT JOIN institution i ON i.id = rp.institution_id"
            " WHERE rp.request_id = request.id ORDER BY rp.party = v.client_party DESC, rp.party LIMIT 1), '')"
        )


def _lines() -> None:
    op.create_table(
        "list_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("two", sa.String(), nullable=False),
        sa.Column("three", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_word")),
        sa.UniqueConstraint("kind", "one", "two", "three", name=op.f("uq_list_word_kind_one_two_three")),
    )
    op.create_table(
        "request_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("service", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("officer", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["request.id"], name=op.f("fk_request_line_id_request"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_line")),
    )
    for kind, one, two, three in WORDS:
        op.execute(
            "INSERT INTO list_word (kind, one, two, three)"
            f" SELECT DISTINCT '{kind}', {one('r')}, {two('r')}, {three('r')} FROM request r"
        )
    op.execute(f"INSERT INTO request_line ({LINE_COLUMNS}) SELECT {_line('r')} FROM request r")
    for name, columns in LINE_INDEXES.items():
        op.create_index(f"ix_request_line_{name}", "request_line", list(columns))


def _search() -> None:
    op.create_table(
        "request_unindexed",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request_unindexed")),
    )
    op.execute("INSERT INTO request_unindexed (request_id) SELECT id FROM request")
    op.execute(
        "CREATE VIRTUAL TABLE request_search USING fts5("
        "name, place, key, number, content='', contentless_delete=1, detail=column, prefix='1 2 3 4', "
        "tokenize='unicode61 remove_diacritics 2')"
    )


def _triggers() -> None:
    """The line and what is to be put into the search follow every change, whichever way it came."""
    words = " ".join(
        "INSERT OR IGNORE INTO list_word (kind, one, two, three)"
        f" VALUES ('{kind}', {one('NEW')}, {two('NEW')}, {three('NEW')});"
        for kind, one, two, three in WORDS
    )
    note = "INSERT OR IGNORE INTO request_unindexed (request_id) VALUES (NEW.{0});"
    op.execute(
        f"CREATE TRIGGER request_line_added AFTER INSERT ON request BEGIN {words}"
        f" INSERT INTO request_line ({LINE_COLUMNS}) SELECT {_line('NEW')}; {note.format('id')} END"
    )
    for name, columns in (
        ("moved", "state, stage_name, stage_role, due_at, paused_at"),
        ("renamed", "client_name, client_village, client_district, client_regency, service_code, division,"
         " taken_by, received_at"),
    ):  # fmt: skip
        op.execute(
            f"CREATE TRIGGER request_line_{name} AFTER UPDATE OF {columns} ON request BEGIN {words}"
            f" UPDATE request_line SET ({LINE_COLUMNS}) = (SELECT {_line('NEW')}) WHERE id = OLD.id; END"
        )
    op.execute(
        "CREATE TRIGGER request_line_deleted AFTER DELETE ON request BEGIN"
        " DELETE FROM request_line WHERE id = OLD.id; DELETE FROM request_search WHERE rowid = OLD.id;"
        " DELETE FROM request_unindexed WHERE request_id = OLD.id; END"
    )
    op.execute(
        "CREATE TRIGGER request_words_changed AFTER UPDATE OF"
        f" client_name, applicant_name, client_village, client_district ON request BEGIN {note.format('id')} END"
    )
    op.execute(
        "CREATE TRIGGER letter_number_added AFTER INSERT ON letter WHEN NEW.number <> ''"
        f" BEGIN {note.format('request_id')} END"
    )
    op.execute(
        "CREATE TRIGGER letter_number_changed AFTER UPDATE OF number ON letter"
        f" BEGIN {note.format('request_id')} END"
    )


def _of(column: str) -> Callable[[str], str]:
    return (lambda row: f"{row}.{column}") if column else (lambda _row: "''")


WORDS = tuple(
    (kind, _of(one), _of(two), _of(three))
    for kind, one, two, three in (
        ("layanan", "service_code", "division", ""),
        ("tahap", "stage_name", "stage_role", ""),
        ("tempat", "client_village", "client_district", "client_regency"),
    )
)
LINE_COLUMNS = "id, day, due, state, stage, service, place, officer, name"


def _line(row: str) -> str:
    """The values of a line from a row of ``request``, in the order of ``LINE_COLUMNS``."""
    numbers = {
        kind: "(SELECT w.id FROM list_word w WHERE w.kind = '{}' AND w.one = {} AND w.two = {}"
        " AND w.three = {})".format(kind, one(row), two(row), three(row))
        for kind, one, two, three in WORDS
    }
    states = " ".join(f"WHEN '{state}' THEN {place}" for place, state in enumerate(STATES))
    return ", ".join(
        (
            f"{row}.id",
            f"CAST(strftime('%s', {row}.received_at) AS INTEGER) / 86400",
            f"CASE WHEN {row}.paused_at IS NULL THEN CAST(strftime('%s', {row}.due_at) AS INTEGER) END",
            f"CASE {row}.state {states} END",
            numbers["tahap"],
            numbers["layanan"],
            numbers["tempat"],
            f"{row}.taken_by",
            f"lower(substr({row}.client_name, 1, 40))",
        )
    )


def downgrade() -> None:
    """As it was before."""
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DROP TABLE request_search")
    for table in ("request_unindexed", "request_line", "list_word"):
        op.drop_table(table)
    for name in reversed(PLACE):
        op.execute(f"ALTER TABLE request DROP COLUMN client_{name}")
    op.drop_table("saved_filter")
    op.drop_table("user_preference")
