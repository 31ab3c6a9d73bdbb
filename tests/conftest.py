"""Fixtures that every room of the tests may use."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock, new_desk


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Around a test of the window Python does not collect inside a destructor: see ``ui.collector``."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.unfreeze()
        gc.collect(1)
        gc.enable()


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
