"""Policies: which statements an answer may rest on, and which of several it shows. Each answer names its own.

The named ones are data (`policies.toml`). Any other is one of them with some of it changed:
`Policy.of(base="default", minimum_origins=2)`. Two that let through and rank the same are equal, however they were
given.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from ...schema.model import model
from .sources import classes

#: The tracks on which a status has a rank, and the family of those that are on none: cancelled, retired.
OUT = "out"


class PolicyError(ValueError):
    """A policy that cannot be: the message says what is wrong and lists what there is."""


class UnknownPolicy(PolicyError):
    """A policy that does not exist: the message lists those that do."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no policy {name!r}; there are {', '.join(_data()['policy'])}")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "policies.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Policy:
    """What counts and what goes first. `Policy.of` makes one and checks it.

    `excluded`: modalities that do not count. `minimum_status`: the least status, at most one a track, in the
    vocabulary's order. `sources`: classes of sources, the best first; empty if they are not ranked.
    `minimum_origins`: of how many independent origins a value must be.
    """

    excluded: frozenset[str] = frozenset()
    minimum_status: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    minimum_origins: int = 1

    @classmethod
    def of(
        cls, base: "str | Policy" = "default", *, modalities: Iterable[str] | None = None,
        minimum_status: str | Iterable[str] | None = None, sources: Iterable[str] | None = None,
        minimum_origins: int | None = None,
    ) -> "Policy":  # fmt: skip
        """A policy that differs from `base` in what is given. Raises PolicyError.

        `modalities`: only these count. `minimum_status`: a word, or one for each track. `sources`: classes of
        sources, the best first; those that are not named rank alike, behind them.
        """
        found = policy(base)
        return cls(
            found.excluded if modalities is None else _left_out(modalities),
            found.minimum_status if minimum_status is None else _least(minimum_status),
            found.sources if sources is None else _ranked(sources),
            found.minimum_origins if minimum_origins is None else _count(minimum_origins),
        )

    def admits(self, modality: str) -> bool:
        """Whether a statement of this modality counts."""
        return modality not in self.excluded

    def rank(self, source: str) -> int:
        """The place of a class of sources; 0 is the best, and that of all where they are not ranked."""
        return self.sources.index(source) if source in self.sources else len(self.sources)

    def asks_status(self, kind: str) -> bool:
        """Whether there is a minimum for a track on which things of a class can be."""
        words = model().vocabularies["status"]
        tracks = {words.family(word) for word in self.minimum_status}
        return any(kind in kinds for track, kinds in _data()["tracks"].items() if track in tracks)

    def reached(self, kind: str, status: str | None) -> bool:
        """Whether a thing of a class has come far enough.

        A status counts on its own track. Of a class that can be on several, one on a track without a minimum
        passes, and so does one without a status unless all its tracks have a minimum.
        """
        words = model().vocabularies["status"]
        least = {words.family(word): word for word in self.minimum_status}
        tracks = [track for track, kinds in _data()["tracks"].items() if kind in kinds]
        if not least.keys() & set(tracks):
            return True
        track = words.family(status) if status else None
        if track not in tracks:
            return status is None and not set(tracks) <= least.keys()
        rank = list(words).index
        return track not in least or rank(status or "") >= rank(least[track])

    @cached_property
    def name(self) -> str:
        """What to call it: its own name, or that of the nearest named one with what differs."""
        described = [(self._differences(base), name) for name, base in POLICIES.items()]
        differences, name = min(described, key=lambda found: len(found[0]))
        return ", ".join((name, *differences))

    @property
    def doc(self) -> str:
        """What it is for, if it has a name; else how it is called."""
        found: dict[str, str] = _data()["policy"].get(self.name, {})
        return found.get("doc", self.name)

    def _differences(self, base: "Policy") -> list[str]:
        told = []
        if self.excluded != base.excluded:
            told.append(f"only {', '.join(m for m in _modalities() if m not in self.excluded)}")
        if self.minimum_status != base.minimum_status:
            told.append(f"at least {' or '.join(self.minimum_status)}" if self.minimum_status else "of any status")
        if self.sources != base.sources:
            told.append(f"sources ranked {', '.join(self.sources)}" if self.sources else "sources not ranked")
        if self.minimum_origins != base.minimum_origins:
            many = "origin" if self.minimum_origins == 1 else "origins"
            told.append(f"at least {self.minimum_origins} {many}")
        return told


#: How a policy may be given: itself, its name, or what `Policy.of` takes.
PolicyLike = str | Policy | Mapping[str, Any]


def policy(given: PolicyLike) -> Policy:
    """The policy that is meant. Raises UnknownPolicy for a name, PolicyError for what cannot be."""
    if isinstance(given, Policy):
        return given
    if isinstance(given, str):
        try:
            return POLICIES[given]
        except KeyError:
            raise UnknownPolicy(given) from None
    known = ("base", "modalities", "minimum_status", "sources", "minimum_origins")
    for key in given:
        if key not in known:
            raise PolicyError(f"a policy has no {key!r}; it has {', '.join(known)}")
    return Policy.of(**given)


def called() -> frozenset[str]:
    """The properties that only tell what a thing is called."""
    return frozenset(_data()["called"])


def _modalities() -> Iterable[str]:
    return model().vocabularies["modality"]


def _left_out(modalities: Iterable[str]) -> frozenset[str]:
    given = _words("modality", modalities, _modalities())
    if not given:
        raise PolicyError(f"no modality counts: nothing could be shown; there are {', '.join(_modalities())}")
    return frozenset(_modalities()) - frozenset(given)


def _least(statuses: str | Iterable[str]) -> tuple[str, ...]:
    words = model().vocabularies["status"]
    ranked = [word for word in words if words.family(word) != OUT]
    given = _words("minimum status", (statuses,) if isinstance(statuses, str) else statuses, ranked)
    tracks = [words.family(word) for word in given]
    if len(set(tracks)) < len(tracks):
        raise PolicyError(
            f"two minimums on one track: {', '.join(given)}; give one of each of {', '.join(_data()['tracks'])}"
        )
    return tuple(sorted(given, key=list(words).index))


def _ranked(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(_words("class of sources", sources, classes()))


def _count(origins: int) -> int:
    if isinstance(origins, bool) or not isinstance(origins, int) or origins < 1:
        raise PolicyError(f"the minimum of origins is {origins!r}: give a whole number from 1")
    return origins


def _words(what: str, given: Iterable[str], known: Iterable[str]) -> list[str]:
    """The given words, each once. Raises PolicyError for one that there is not."""
    found = [given] if isinstance(given, str) else list(dict.fromkeys(given))
    for word in found:
        if word not in set(known):
            raise PolicyError(f"no {what} {word!r}; there are {', '.join(known)}")
    return found


def _named(entry: Mapping[str, Any]) -> Policy:
    without = _words("modality", entry.get("without", ()), _modalities())
    return Policy(
        frozenset(without), _least(entry.get("minimumStatus", ())), _ranked(entry.get("sources", ())),
        _count(entry.get("minimumOrigins", 1)),
    )  # fmt: skip


POLICIES: dict[str, Policy] = {name: _named(entry) for name, entry in _data()["policy"].items()}
DEFAULT, STRICT_TEXT = POLICIES["default"], POLICIES["strictText"]
