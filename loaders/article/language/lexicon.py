"""The words that facts hang on: data files of groups, expanded to all their forms and matched on tokens.

`groups/*.toml` holds groups of verbs, nouns and fixed words, each with its reason; `groups/frames.toml` says
which groups in which place make which fact.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from .inflections import noun_forms, verb_forms
from .tokens import Token

#: A pattern's words, its group and the form in which it stands there.
Pattern = tuple[tuple[str, ...], str, str]


class Tag(NamedTuple):
    """Words of a group at tokens first..last of a sentence. `form`: base, s, past, ing, noun or word."""

    first: int
    last: int
    group: str
    form: str

    @property
    def verbal(self) -> bool:
        """Whether it is a form of a verb."""
        return self.form in ("base", "s", "past", "ing")


@dataclass(frozen=True)
class Lexicon:
    """All groups, indexed by the first word of each pattern."""

    patterns: dict[str, list[Pattern]]
    groups: dict[str, frozenset[str]]

    def has(self, word: str, group: str) -> bool:
        """Whether a lower-case word or phrase is a form of the group."""
        return word in self.groups[group]

    def tags(self, tokens: Sequence[Token]) -> list[Tag]:
        """Every match at every token; of one group at one token the longest only."""
        return [tag for i, token in enumerate(tokens) for tag in self._at(tokens, i, token)]

    def _at(self, tokens: Sequence[Token], i: int, token: Token) -> Iterator[Tag]:
        done: set[str] = set()
        for words, group, form in self.patterns.get(token.lower, ()):
            n = len(words)
            if group in done or (n > 1 and not _follows(tokens, i, words)):
                continue
            done.add(group)
            if form in ("base", "s", "past") and not token.verb and self.has(token.lower, "nounish"):
                form = "noun"
            yield Tag(i, i + n - 1, group, form)


def _follows(tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> bool:
    if i + len(words) > len(tokens):
        return False
    return all(tokens[i + k].lower == word for k, word in enumerate(words))


def _data() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = files(__package__) / "groups"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield file.name, tomllib.loads(file.read_text("utf-8"))


@cache
def tables() -> dict[str, dict[str, Any]]:
    """The data files by name without suffix, as written."""
    return {name.removesuffix(".toml"): data for name, data in _data()}


def _forms(group: dict[str, Any], irregular: dict[str, list[str]]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for verb in group.get("verbs", ()):
        forms |= verb_forms(verb, irregular)
    for noun in group.get("nouns", ()):
        forms |= {f: k for f, k in noun_forms(noun).items() if f not in forms}
    return forms | dict.fromkeys(group.get("words", ()), "word")


def _split(form: str) -> tuple[str, ...]:
    return tuple(form.replace("-", " ").split(" "))


@cache
def lexicon() -> Lexicon:
    """The lexicon that this version ships."""
    irregular: dict[str, list[str]] = tables()["irregular"]["past"]
    patterns: dict[str, list[Pattern]] = {}
    nouns: set[tuple[tuple[str, ...], str]] = set()
    groups: dict[str, set[str]] = {}
    for data in tables().values():
        for name, group in data.get("group", {}).items():
            forms = _forms(group, irregular)
            groups.setdefault(name, set()).update(forms)
            named = (form for noun in group.get("nouns", ()) for form in noun_forms(noun))
            nouns.update((_split(form), name) for form in named)
            for form, kind in forms.items():
                words = _split(form)
                patterns.setdefault(words[0], []).append((words, name, kind))
                if kind in ("base", "s", "past", "ing"):
                    groups.setdefault("verbs" if len(words) == 1 else "phrasal", set()).add(words[0])
                    groups.setdefault("phrases", set()).add(form)
    groups["nounish"] |= {words[0] for words, _ in nouns if len(words) == 1} & groups["verbs"]
    for rows in patterns.values():
        rows.sort(key=lambda row: (-len(row[0]), row[1]))
    return Lexicon(patterns, {name: frozenset(words) for name, words in groups.items()})
