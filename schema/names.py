"""Names of firms, made comparable: case, punctuation and legal forms fall away, letters never do."""

import re
import unicodedata
from functools import lru_cache

#: Legal forms that follow a name without telling firms apart (the list that the contract's scorer uses, and
#: the forms of the shipped reference list).
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation ltd limited plc holdings holding group company co ag se ab nv sa as asa oyj"
    " gmbh llc lp".split()
)
#: Of these, the words that are part of a name in law: "X Holdings LLC" is not "X LLC".
_TELLING = frozenset("holdings holding group".split())
_POSSESSIVE = re.compile(r"['’]s\b|[./]")
_OTHER = re.compile(r"[^\w&]+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What two spellings of one name share: `IREN Limited` and `Iren Ltd.` give `iren`.

    Only spelling is levelled: a Cyrillic look-alike stays another letter, `BitMine` is not `Bitmain`.
    """
    return _stripped(name, LEGAL_FORMS)


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """The same, in which `holdings` and `group` stay: `Anvil Holdings, L.L.C.` gives `anvil holdings`."""
    return _stripped(name, LEGAL_FORMS - _TELLING)


def _stripped(name: str, forms: frozenset[str]) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = _OTHER.sub(" ", _POSSESSIVE.sub("", folded)).split()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
