"""A reader, and makers of inputs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wattgraph.loaders.documents import Content, DocumentError, Found, Reader

from .website import Site, serving

Read = Callable[..., Found]


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on loopback."""
    with serving() as made:
        yield made


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A reader with its worker process."""
    with Reader() as made:
        yield made


@pytest.fixture
def read(reader: Reader) -> Read:
    """The one document in some bytes, as of a file of this name."""

    def read(data: bytes | str, name: str = "input", **known: str) -> Found:
        return reader.only(Content(Path(name), data if isinstance(data, bytes) else data.encode(), **known))

    return read


@pytest.fixture
def refused(reader: Reader) -> Callable[..., str]:
    """The message of the one error that some bytes give."""

    def refused(data: bytes, name: str = "input", **known: str) -> str:
        found = list(reader.read_content(Content(Path(name), data, **known)))
        (error,) = [one for one in found if isinstance(one, DocumentError)]
        assert str(error).count("\n") == 0
        assert str(error).endswith(".")
        return str(error)

    return refused
