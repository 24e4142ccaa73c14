"""A folder of `questions/`: what is asked, of which corpora, in which languages, and what must come out."""

import json
import runpy
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from wattgraph.graph.rdf.terms import ONTOLOGY
from wattgraph.schema.quantity import plain_decimal
from wattgraph.schema.words import screaming

from .paths import Row, column, steps, walk

#: The languages in which a question is asked, each with its file.
LANGUAGES = {"graphql": "query.graphql", "python": "query.py", "sparql": "query.rq", "cypher": "query.cypher"}
#: Those in which every question is asked.
NEEDED = ("graphql", "python")
#: Columns that prove a row and are no part of the answer.
PROOFS = ("quote", "document", "statement")
#: Stands between the items of a list in a language that has none.
BAR = " | "


class Question:
    """A folder: its question, queries and answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: dict[str, Any] = tomllib.loads((folder / "question.toml").read_text("utf-8"))
        self.answer: list[Row] = json.loads((folder / "answer.json").read_text("utf-8"))
        #: Corpus -> its own answer, where that is not the others': contracts are known to one of them only.
        self.answers: dict[str, list[Row]] = {
            path.stem.partition("-")[2]: json.loads(path.read_text("utf-8")) for path in folder.glob("answer-*.json")
        }

    @property
    def all_rows(self) -> list[Row]:
        """The rows of all answers."""
        return [*self.answer, *(row for rows in self.answers.values() for row in rows)]

    @property
    def corpora(self) -> list[str]:
        """The corpora of which it is asked."""
        return list(self.asked["corpus"])

    @property
    def sparql_views(self) -> list[dict[str, str]]:
        """The views of which SPARQL asks it, by the endpoint's parameters; the usual one alone if it names none."""
        return list(self.asked.get("sparql_views", [{}]))

    @property
    def left_out(self) -> dict[str, str]:
        """The languages that cannot say it, each with the reason."""
        return dict(self.asked.get("left_out", {}))

    def said_in(self, language: str) -> bool:
        """Whether it is asked in a language."""
        return language not in self.left_out

    def query(self, language: str) -> str:
        """The query in a language."""
        return (self.folder / LANGUAGES[language]).read_text("utf-8")

    def in_python(self, store: Any) -> list[Row]:
        """The rows of `query.py`."""
        told = runpy.run_path(str(self.folder / LANGUAGES["python"]))
        assert told["__doc__"]
        return [self.spelled(row) for row in told["answer"](store)]

    def expected(self, data: Path) -> list[Row]:
        """The rows that `expected.py` computes from the source files."""
        told = runpy.run_path(str(self.folder / "expected.py"))
        assert told["__doc__"]
        return [self.spelled(row) for row in told["expected"](data)]

    @property
    def is_computed(self) -> bool:
        """Whether the expected answer is computed, and not known by hand."""
        return (self.folder / "expected.py").is_file()

    def rows(self, data: Any) -> list[Row]:
        """The rows of a GraphQL answer: picked out by paths, or made of it by the folder's `rows.py`."""
        client = self.folder / "rows.py"
        if client.is_file():
            told = runpy.run_path(str(client))
            assert told["__doc__"]
            return [self.spelled(row) for row in told["rows"](data)]
        spec = self.asked["rows"]
        each = steps(spec["each"])
        return [
            {name: column(bound, steps(path)) for name, path in spec["columns"].items()} for bound in walk(data, each)
        ]

    @property
    def columns(self) -> set[str]:
        """The columns that a GraphQL answer gives, proofs among them."""
        spec = self.asked["rows"]
        return set(spec["columns"]) if "columns" in spec else {name for row in self.all_rows for name in row}

    def bare(self, rows: Iterable[Row]) -> list[Row]:
        """The rows without their free columns and their proofs, in one order."""
        left_out = {*self.asked["rows"].get("free", ()), *PROOFS}
        return sorted(({k: v for k, v in row.items() if k not in left_out} for row in rows), key=_order)

    def spelled(self, row: Mapping[str, Any]) -> Row:
        """A row of another face in the spelling of `answer.json`."""
        return {name: value if name in PROOFS else self._spelled(name, value) for name, value in row.items()}

    def _spelled(self, name: str, value: Any) -> Any:
        if name in self._lists:
            items = value.split(BAR) if isinstance(value, str) else value or ()
            return sorted(self._spelled("", self._word(name, item)) for item in items)
        if isinstance(value, Decimal):
            return plain_decimal(value)
        return self._word(name, value) if isinstance(value, str) else value

    def _word(self, name: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        bare = value.removeprefix(ONTOLOGY).rpartition(".")[2] if value.startswith(ONTOLOGY) else value
        return screaming(bare) if name in self.asked["rows"].get("words", ()) else bare

    @property
    def _lists(self) -> set[str]:
        return {name for row in self.all_rows for name, value in row.items() if isinstance(value, list)}

    def check(self, corpus: str, rows: list[Row]) -> None:
        """The rows are the answer and none of the wrong ones, and are said in the words they must be said in."""
        assert self.bare(rows) == self.bare(self.answers.get(corpus, self.answer))
        for wrong in self.asked.get("wrong", ()):
            for part in wrong.get("rows", ()):
                assert len([row for row in rows if fits(part, row)]) < wrong.get("times", 1), wrong["why"]
            for row in rows:
                assert [name for name in wrong.get("given", ()) if row.get(name)] == [], wrong["why"]
        for quoted in self.asked.get("quoted", ()):
            quotes = [row["quote"] for row in rows if fits(quoted["row"], row)]
            assert quotes, quoted
            for words in quoted.get("words") or quoted[corpus]:
                assert all(holds(quote, words) for quote in quotes), (words, quotes)


def _order(row: Row) -> str:
    return json.dumps(row, sort_keys=True)


def fits(part: Row, row: Row) -> bool:
    """Whether a row has what a part of one says; of a list, an item that is given alone."""
    return all(
        value in row[name] if isinstance(row.get(name), list) and isinstance(value, str) else row.get(name) == value
        for name, value in part.items()
    )


def holds(quote: str | list[str], words: str) -> bool:
    """Whether the words stand in a quote, or in one of several."""
    return any(words in one for one in ([quote] if isinstance(quote, str) else quote))
