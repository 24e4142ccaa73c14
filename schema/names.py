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
_POSSESSIVE = re.compile(r"['’]s\b|[./]")
_OTHER = re.compile(r"[^\w&]+")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What two spellings of one name share: `IREN Limited` and `Iren Ltd.` give `iren`.

    Only spelling is levelled: a Cyrillic look-alike stays another letter, `BitMine` is not `Bitmain`.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = _OTHER.sub(" ", _POSSESSIVE.sub("", folded)).split()
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
