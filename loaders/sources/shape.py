"""The shape of a definition: which keys may stand where, and what each of them holds.

Checked when a definition is read, so that a slip in it is told by its key before any table is opened. What the keys
mean for a table is `definition`'s.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_Check = Callable[[Any], bool]


def _is(*types: type) -> _Check:
    return lambda value: isinstance(value, types)


def _all(check: _Check) -> _Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _each(check: _Check) -> _Check:
    return lambda value: isinstance(value, dict) and all(map(check, value.values()))


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _pattern(value: Any) -> bool:
    try:
        return isinstance(value, str) and re.compile(value).groups >= 1
    except (re.error, OverflowError, RecursionError):
        return False


def _limit(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and set(value) <= {"until", "after"} and _each(_words)(value)


def _condition(value: Any) -> bool:
    return isinstance(value, str) or _all(_is(str))(value) or _limit(value)


_TEXT = (_words, "words")
_TABLE_OF_WORDS = (_each(_is(str)), "a table of words")
_WORDS_OR_TABLE = (_is(str, dict), "words or a table")
#: Of a key in each place: whether its value fits, and what it should be.
_Shape = Mapping[str, tuple[_Check, str]]
TABLE: _Shape = {
    "files": (_all(_words), 'a list of names, such as ["*.csv"]'),
    "key": _TEXT,
    "notes": (_each(_words), "a table of words"),
    "things": (_each(_is(dict)), "a table of things"),
    "missing": (_all(_is(str)), "a list of words"),
    "delimiter": (lambda value: isinstance(value, str) and len(value) == 1, "one sign"),
    "encoding": _TEXT,
    "sheet": _TEXT,
    "header": (lambda value: type(value) is int and value > 0, "the number of a row, the first being 1"),
    "merge": (_is(bool), "true or false"),
}
THING: _Shape = {
    "class": _TEXT, "key": _TEXT, "like": _TEXT, "quote": _TEXT,
    "when": (_each(_condition), 'a table of columns, such as { Status = ["ACTIVE"] }'),
    "unless": (_each(_condition), 'a table of columns, such as { "Power (MW)" = ["0"] }'),
    "each": (_is(dict), 'a table, such as { column = "Users", split = ", " }'),
    "modality": _WORDS_OR_TABLE, "status": _WORDS_OR_TABLE, "from": _WORDS_OR_TABLE, "to": _WORDS_OR_TABLE,
}  # fmt: skip
EACH: _Shape = {
    "column": _TEXT,
    "split": (lambda value: isinstance(value, str) and value != "", "what parts the things"),
    "tags": _TABLE_OF_WORDS,
}
STANCE: _Shape = {"column": _TEXT, "words": _TABLE_OF_WORDS, "else": _TEXT}
VALUE: _Shape = {
    "column": _TEXT, "words": _TABLE_OF_WORDS, "else": _TEXT, "unit": _TEXT, "thing": _TEXT, "word": _TEXT,
    "by": _TEXT, "text": _TEXT, "modality": _TEXT,
    "take": (_pattern, "a regular expression with a group"),
}  # fmt: skip
VINTAGE: _Shape = {
    "name": _TEXT,
    "published": _TEXT,
    "basis": (lambda v: v in ("stated", "metadata", "given", "unknown"), "stated, metadata, given or unknown"),
    "paths": (_all(_words), "a list of words"),
    "tables": (_each(_is(dict)), "tables"),
    "expected": (_all(_is(dict)), "a list of measures"),
}
SOURCE: _Shape = {
    "name": (lambda v: isinstance(v, str) and re.fullmatch(r"[\w.-]+", v) is not None, "letters, digits, _ . or -"),
    "title": _TEXT, "publisher": _TEXT, "licence": _TEXT, "address": _TEXT, "attribution": _TEXT, "doc": _TEXT,
    "version": (lambda v: isinstance(v, str) and re.fullmatch(r"\d+(\.\d+)*", v) is not None, 'a version: "1.0"'),
    "rolling": (_is(bool), "true or false"),
}  # fmt: skip
TOP: _Shape = {
    "source": (_is(dict), "a table"),
    "tables": (_each(_is(dict)), "tables"),
    "vintages": (_all(_is(dict)), "a list of releases: [[vintages]]"),
    "expected": (_all(_is(dict)), "a list of measures: [[expected]]"),
    "files": (_all(_is(dict)), "a list of files: [[files]]"),
}


class Misshapen(Exception):
    """A key that is unknown or does not hold what it should: where, what is wrong, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where, self.what, self.remedy = where, what, remedy


def check_table(where: str, table: Mapping[str, Any]) -> None:
    """Checks a table with all its things. Raises Misshapen."""
    check(where, table, TABLE)
    for name, thing in table.get("things", {}).items():
        _check_thing(f"{where}.things.{name}", thing)


def check(where: str, told: Mapping[str, Any], shape: _Shape) -> None:
    """Checks the keys of one place. Raises Misshapen."""
    for key, value in told.items():
        if key not in shape:
            raise Misshapen(where, f"has the unknown key {key!r}", f"Known are {', '.join(shape)}")
        fits, wanted = shape[key]
        if not fits(value):
            raise Misshapen(where, f"has {key} = {value!r}", f"It takes {wanted}")


def _check_thing(where: str, thing: Mapping[str, Any]) -> None:
    check(where, {key: value for key, value in thing.items() if key in THING}, THING)
    check(f"{where}.each", thing.get("each", {}), EACH)
    for key in ("modality", "status", "from", "to"):
        if isinstance(thing.get(key), dict):
            check(f"{where}.{key}", thing[key], STANCE)
    for name in set(thing) - set(THING):
        for one in thing[name] if isinstance(thing[name], list) else [thing[name]]:
            if not isinstance(one, str | dict):
                raise Misshapen(f"{where}.{name}", f"is {one!r}", f"It takes a column, or some of {', '.join(VALUE)}")
            check(f"{where}.{name}", one if isinstance(one, dict) else {}, VALUE)
