"""Fixtures that every room of the tests may use."""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock, new_desk

_LONGEST_FIRST = ("end_to_end", "ui")
_MANY_OBJECTS = 20_000
_USUAL = gc.get_threshold()
_spared: list[bool] = []
"""Whether the program itself told the collection to pass over what is loaded, as it does at its start."""


def pytest_xdist_auto_num_workers() -> int | None:
    """One worker more than cores: a test of the window often waits, for the disk or for a thread."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    ours = getattr(os, "sched_getaffinity", None)
    return (len(ours(0)) if ours is not None else os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests come first: at the end every worker still has something short to do."""
    rooms = {item: item.path.parent.name for item in items}
    items.sort(key=lambda item: _LONGEST_FIRST.index(rooms[item]) if rooms[item] in _LONGEST_FIRST else 9)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no round of the garbage collection looks at it again."""
    gc.collect()
    gc.freeze()
    gc.freeze = _noted_freeze


def _noted_freeze(freeze: Callable[[], None] = gc.freeze) -> None:
    freeze()
    _spared.append(True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Around a test of the window Python does not collect inside a destructor: see ``ui.collector``."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        gc.set_threshold(_MANY_OBJECTS, *_USUAL[1:])
        try:
            return (yield)
        finally:
            gc.set_threshold(*_USUAL)
    gc.disable()
    try:
        return (yield)
    finally:
        if _spared:
            _spared.clear()
            gc.unfreeze()
        gc.collect(1)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Every office speaks the same SQL: a statement is compiled once a process."""
    engines: list[Engine] = []

    def made(*arguments: object, **more: object) -> Engine:
        engine = create_engine(*arguments, query_cache_size=4000, **more)
        if not engines:
            engines.append(engine)
        engine.dialect = engine.pool._dialect = engines[0].dialect
        engine._compiled_cache = engines[0]._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dinsos_desk.db.engine.create_engine", made)
        yield


@pytest.fixture
def clock() -> StandingClock:
    """A clock that stands at Monday 23 November 2026, 08.14."""
    return StandingClock()


@pytest.fixture
def office(tmp_path: Path, clock: StandingClock) -> Iterator[tuple[Desk, Actor]]:
    """A fresh office and its first user."""
    desk, actor = new_desk(tmp_path / "data", clock)
    yield desk, actor
    desk.close()


@pytest.fixture
def desk(office: tuple[Desk, Actor]) -> Desk:
    """The opened office."""
    return office[0]


@pytest.fixture
def actor(office: tuple[Desk, Actor]) -> Actor:
    """Its first user: administrator and petugas."""
    return office[1]
