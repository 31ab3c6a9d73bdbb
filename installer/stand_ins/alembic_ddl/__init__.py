"""Stands for alembic.ddl in the frozen program: the real one brings four databases that nobody has here."""

from alembic.ddl import sqlite  # noqa: F401
from alembic.ddl.impl import DefaultImpl as DefaultImpl
