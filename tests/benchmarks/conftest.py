"""What the benchmarks share: a report of ratios to the bare floor measured in the same run."""

import statistics
import time
from collections.abc import Callable, Iterator

import pytest

REPORT: list[tuple[str, str, str]] = []


def best(work: Callable[[], object], rounds: int) -> float:
    """Median seconds of one call."""
    spans = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return statistics.median(spans)


@pytest.fixture
def say() -> Callable[[str, str, str], None]:
    """Write a line of the report: what, figure, aim."""

    def line(what: str, figure: str, aim: str) -> None:
        REPORT.append((what, figure, aim))

    return line


@pytest.fixture(scope="session", autouse=True)
def _report() -> Iterator[None]:
    yield
    if REPORT:
        print("\n\nDinsos Desk, ratios to the bare floor of the same run")
        for what, figure, aim in REPORT:
            print(f"  {what:<58} {figure:>28}   aim {aim}")
