"""The forms of English verbs and nouns, made by rule from their dictionary form, irregular ones from a table."""

_VOWELS = "aeiou"


def _doubles(verb: str) -> bool:
    """Whether the last consonant doubles: one syllable, consonant-vowel-consonant ("plan", not "deploy")."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return sum(c in _VOWELS for c in verb) == 1


def past(verb: str) -> str:
    """Past and participle of a regular verb."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def gerund(verb: str) -> str:
    """The -ing form."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def plural(noun: str) -> str:
    """The plural of a noun, and the third person of a verb."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


_PREFIXES = ("pre", "re", "over", "under", "out", "co", "mis")


def _pasts(verb: str, irregular: dict[str, list[str]]) -> list[str]:
    """The pasts of a verb; "prepaid" follows "paid"."""
    if verb in irregular:
        return irregular[verb]
    for prefix in _PREFIXES:
        if verb.startswith(prefix) and verb[len(prefix) :] in irregular:
            return [prefix + form for form in irregular[verb[len(prefix) :]]]
    return [past(verb)]


def verb_forms(phrase: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    """Every form of a verb phrase with its name: base, s, past, ing ("take over" -> "took over": past)."""
    verb, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    pasts = _pasts(verb, irregular)
    doubled = any(p == verb + verb[-1] + "ed" for p in pasts)
    forms = {
        (verb + verb[-1] + "ing" if doubled else gerund(verb)) + tail: "ing",
        plural(verb) + tail: "s",
        verb + tail: "base",
    }
    return forms | {p + tail: "base" if p == verb else "past" for p in pasts}


def noun_forms(phrase: str) -> dict[str, str]:
    """Singular and plural of a noun phrase, whose last word is its head."""
    rest, _, noun = phrase.rpartition(" ")
    head = f"{rest} " if rest else ""
    return {phrase: "noun", head + plural(noun): "noun"}
