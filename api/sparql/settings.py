"""How much one query may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Limits of the service.

    `deadline`: seconds of a query, waiting included. `memory`: bytes that a worker may take beyond what it has
    when its store is open: sorting and grouping a million rows takes some hundred megabytes. `result`: bytes of an
    answer, which is held in memory until it is whole. `depth`: nested brackets; people write fewer than ten, and
    from about a thousand on the engine's stack is at risk. `length`: characters of a query. `workers`: one per
    core of the machine that it is made for. `waiting`: queries that may wait for a worker. `largest_view`: the most
    statements of another view than the usual one, which is made when it is asked, 3,000 of them a second (measured);
    None for any number.
    """

    deadline: float = 30.0
    memory: int = 1 << 30
    result: int = 64 << 20
    depth: int = 100
    length: int = 100_000
    workers: int = 2
    waiting: int = 32
    largest_view: int | None = 50_000
