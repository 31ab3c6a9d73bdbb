"""Composition root: opens the data folder, the vault, the database and the catalogue, and hands them on.

``Gate`` is the folder before anybody signed in; ``Desk`` is the opened office. Everything else gets what
it needs by constructor or argument from here.
"""

from dinsos_desk.desk.gate import Gate
from dinsos_desk.desk.library import Library
from dinsos_desk.desk.new_office import Setup
from dinsos_desk.desk.opened import Desk
from dinsos_desk.desk.pc_clock import local_now

__all__ = ["Desk", "Gate", "Library", "Setup", "local_now"]
