"""Alembic's environment: works on the connection it is given, inside the caller's transaction.

``dinsos_desk.db.upgrade`` hands the connection over in ``config.attributes``. A comparison with the tables
(autogenerate) is the only reason to import them: migrations themselves import no models.
"""

from typing import Any

from alembic import context
from sqlalchemy import Connection, MetaData

from dinsos_desk.db.upgrade import search_tables


def _target() -> MetaData | None:
    """The tables to compare with, when a new revision is being written."""
    given: MetaData | None = context.config.attributes.get("target_metadata")
    if given is not None:
        return given
    options: Any = context.config.cmd_opts
    if options is not None and getattr(options, "autogenerate", False):
        import dinsos_desk.db.tables  # noqa: F401  fills the metadata of Base
        from dinsos_desk.db.base import Base

        return Base.metadata
    return None


def _run() -> None:
    connection: Connection | None = context.config.attributes.get("connection")
    if connection is None:
        raise RuntimeError("the encrypted database is migrated on an open connection: see db/upgrade.py")
    target = _target()
    hidden = search_tables(connection) if target is not None else frozenset()
    context.configure(
        connection=connection,
        target_metadata=target,
        include_name=lambda name, kind, _parents: kind != "table" or name not in hidden,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
