"""The questions that the graph must answer, each a folder in `questions/`: one answer, whatever tells the facts.

`question.toml` says how rows are picked out of a GraphQL answer: `each` is the path of a row, `columns` are paths
from the top that go through the same row; `[]` is each item of a list, `[0]` its first. A column that passes further
lists holds them sorted. `words` names the columns that hold words of a vocabulary. `free` columns may differ between
the texts and are not in `answer.json`. `wrong` are rows, or parts of rows, that must not come out (with `times`: not
so often; of a list one item is enough), and `given` names columns that must stay without a value. `quoted` are words
that the quote of a row must hold, in all texts or by corpus; the column `quote` says where GraphQL gives it.
`variants` are other variables, with the rows (a column left out is null) and the note that they give.

The same question stands beside it in SPARQL (`query.rq`), Cypher (`query.cypher`) and Python (`query.py`), whose
answers name their columns themselves. There a word is as the model spells it (or its IRI), a list may be one string
with bars, and `quote` and `document`, or `statement`, prove the row.
"""

import json
import re
import runpy
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2 as httpx
import neo4j
import pytest

import wattgraph
from wattgraph.api.app import Settings, create_app
from wattgraph.api.store import Store
from wattgraph.graph.neo4j.push import push
from wattgraph.graph.rdf.terms import ONTOLOGY
from wattgraph.schema.quantity import plain_decimal
from wattgraph.schema.words import screaming

FOLDERS = sorted((Path(__file__).parent / "questions").iterdir())
CORPORA = ("examples", "seeds")

#: Columns that prove a row and are no part of the answer.
PROOFS = ("quote", "document", "statement")
#: Stands between the items of a list in a language that has none.
BAR = " | "
Row = dict[str, Any]


@pytest.fixture(scope="session", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    """Which articles are asked."""
    return str(request.param)


@pytest.fixture(scope="session")
def store(corpus: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The articles of a corpus and the reference list, in a fresh ledger."""
    articles: Path = request.getfixturevalue("examples" if corpus == "examples" else "shared")
    folder = articles if corpus == "examples" else articles / "seeds"
    with wattgraph.open(tmp_path_factory.mktemp("questions") / f"{corpus}.db") as made:
        assert len(made.load(folder)) == 2
        yield made


@pytest.fixture(scope="session")
def served(store: Store, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[httpx.Client]:
    """The corpus behind a real server on loopback."""
    with (
        store.to_sparql() as sparql,
        serving(create_app(store.views, Settings(), sparql)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def bolt(neo4j_server: Any) -> Iterator[neo4j.Driver]:
    """A connection to the tests' Neo4j."""
    login = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=login) as driver:
        yield driver


class Question:
    """A folder: its question, query and answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = tomllib.loads((folder / "question.toml").read_text("utf-8"))
        self.query = (folder / "query.graphql").read_text("utf-8")
        self.answer: list[Row] = json.loads((folder / "answer.json").read_text("utf-8"))

    def rows(self, data: Any) -> list[Row]:
        """The rows of a GraphQL answer."""
        spec = self.asked["rows"]
        each = steps(spec["each"])
        return [
            {name: column(bound, steps(path)) for name, path in spec["columns"].items()} for bound in walk(data, each)
        ]

    def bare(self, rows: list[Row]) -> list[Row]:
        """The rows without their free columns and their proofs, in one order."""
        left_out = {*self.asked["rows"].get("free", ()), *PROOFS}
        return sorted(({k: v for k, v in row.items() if k not in left_out} for row in rows), key=json.dumps)

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
        return {name for row in self.answer for name, value in row.items() if isinstance(value, list)}


Steps = tuple[str, ...]
#: A row: the items that its path goes through, by the path of each.
Bound = dict[Steps, Any]


def steps(path: str) -> Steps:
    """`a.b[].c` -> `a`, `b`, `[]`, `c`."""
    return tuple(re.findall(r"\[\d*\]|[^.\[\]]+", path))


def walk(data: Any, path: Steps) -> Iterator[Bound]:
    """Each item that a path leads to, with all that it passes on the way."""
    found: list[Bound] = [{(): data}]
    for end in range(1, len(path) + 1):
        found = [
            {**bound, path[:end]: item} for bound in found for item in taken(bound[path[: end - 1]], path[end - 1])
        ]
    yield from found


def taken(item: Any, step: str) -> list[Any]:
    """What one step leads to."""
    if step == "[]":
        return list(item)
    if step.startswith("["):
        return [item[int(step[1:-1])]]
    return [None if item is None else item[step]]


def column(bound: Bound, path: Steps) -> Any:
    """The value of a column in a row; a sorted list if the path passes lists that the row does not fix."""
    start = max((known for known in bound if path[: len(known)] == known), key=len)
    rest = path[len(start) :]
    found = [list(inner.values())[-1] for inner in walk(bound[start], rest)]
    return sorted(found) if "[]" in rest else found[0]


def cited(found: Any) -> Iterator[tuple[Row, list[Row]]]:
    """Whatever an answer gives evidence of, with the evidence."""
    if isinstance(found, list):
        for item in found:
            yield from cited(item)
    elif isinstance(found, dict):
        if "evidence" in found:
            yield found, found["evidence"]
        for item in found.values():
            yield from cited(item)


def verbatims(found: Any) -> Iterator[str]:
    """The words of numbers that have no evidence of their own."""
    if isinstance(found, dict):
        if "verbatim" in found:
            yield found["verbatim"]
        for item in found.values():
            if not (isinstance(item, dict) and "evidence" in item):
                yield from verbatims(item)


def check_evidence(store: Store, data: Any) -> int:
    """Every quote stands at its offsets, and the number's words stand in a quote. Returns how many quotes."""
    count = 0
    for fact, evidence in cited(data):
        assert evidence, fact
        for span in evidence:
            text = store.ledger.text(bytes.fromhex(span["document"]["id"]))
            assert text[span["start"] : span["end"]] == span["quote"]
        for words in verbatims(fact):
            assert any(words in span["quote"] for span in evidence), fact
        count += len(evidence)
    return count


def asked(store: Store, question: Question, **variables: Any) -> Any:
    """The data of an answer without errors."""
    found = store.query(question.query, variables)
    assert "errors" not in found, found["errors"]
    return found["data"]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def question(request: pytest.FixtureRequest) -> Question:
    return Question(request.param)


def test_the_answer(store: Store, corpus: str, question: Question) -> None:
    data = asked(store, question)
    check_answer(question, corpus, question.rows(data))
    assert check_evidence(store, data) > 0


def test_the_answer_in_python(store: Store, corpus: str, question: Question) -> None:
    """Each row comes with a statement, whose words stand in the text."""
    told = runpy.run_path(str(question.folder / "query.py"))
    assert told["__doc__"]
    rows = [question.spelled(row) for row in told["answer"](store)]
    for row in rows:
        if "statement" in row:
            spans = store.view().evidence(row["statement"])
            row["quote"] = [span.quote for span in spans if span.part == "quote"]
            assert row["quote"]
    check_answer(question, corpus, rows)


def test_the_answer_in_sparql(served: httpx.Client, store: Store, corpus: str, question: Question) -> None:
    """From the endpoint; each row comes with its sentence, which stands in the document that it names."""
    query = (question.folder / "query.rq").read_text("utf-8")
    answer = served.post("/sparql", data={"query": query})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    names = found["head"]["vars"]
    rows = [question.spelled({n: term(row.get(n)) for n in names}) for row in found["results"]["bindings"]]
    check_quotes(store, rows)
    check_answer(question, corpus, rows)


@pytest.mark.slow
def test_the_answer_in_cypher(bolt: neo4j.Driver, store: Store, corpus: str, question: Question) -> None:
    """From a real Neo4j to which the corpus was pushed."""
    push(store.view(), bolt)
    query = (question.folder / "query.cypher").read_text("utf-8")
    found = bolt.execute_query(query, routing_="r")  # type: ignore[arg-type]  # a file of ours
    rows = [question.spelled(record.data()) for record in found.records]
    check_quotes(store, rows)
    check_answer(question, corpus, rows)


def check_answer(question: Question, corpus: str, rows: list[Row]) -> None:
    """The rows are the answer and none of the wrong ones, and are said in the words that they must be said in."""
    assert question.bare(rows) == question.bare(question.answer)
    for wrong in question.asked.get("wrong", ()):
        for part in wrong.get("rows", ()):
            assert len([row for row in rows if fits(part, row)]) < wrong.get("times", 1), wrong["why"]
        for row in rows:
            assert [name for name in wrong.get("given", ()) if row.get(name)] == [], wrong["why"]
    for quoted in question.asked.get("quoted", ()):
        quotes = [row["quote"] for row in rows if fits(quoted["row"], row)]
        assert quotes, quoted
        for words in quoted.get("words") or quoted[corpus]:
            assert all(holds(quote, words) for quote in quotes), (words, quotes)


def fits(part: Row, row: Row) -> bool:
    """Whether a row has what a part of one says; of a list, an item that is given alone."""
    return all(
        value in row[name] if isinstance(row.get(name), list) and isinstance(value, str) else row.get(name) == value
        for name, value in part.items()
    )


def holds(quote: str | list[str], words: str) -> bool:
    """Whether the words stand in a quote, or in one of several."""
    return any(words in one for one in ([quote] if isinstance(quote, str) else quote))


def check_quotes(store: Store, rows: list[Row]) -> None:
    """Each quote stands in the document that its row names."""
    for row in rows:
        if "quote" in row:
            document = bytes.fromhex(row["document"].rpartition("/")[2])
            assert row["quote"] in store.ledger.text(document)


def term(found: dict[str, Any] | None) -> Any:
    """A term of SPARQL's JSON as a value: numbers as `answer.json` has them, decimals as words."""
    if found is None:
        return None
    kind, value = found.get("datatype", "").rpartition("#")[2], found["value"]
    return {"integer": int, "boolean": lambda word: word == "true"}.get(kind, str)(value)


def test_its_variants(store: Store, question: Question) -> None:
    for variant in question.asked.get("variants", ()):
        data = asked(store, question, **variant["variables"])
        nothing = dict.fromkeys(question.answer[0])
        expected = [{**nothing, **row} for row in variant["rows"]]
        assert question.bare(question.rows(data)) == question.bare(expected), variant["why"]
        check_evidence(store, data)
        if "note" in variant:
            assert column({(): data}, steps(variant["note"])) == variant["says"]


def test_a_question_says_what_it_is(question: Question) -> None:
    assert question.asked["number"] > 0
    assert question.asked["text"].endswith("?")
    assert sorted(question.asked["corpus"]) == sorted(CORPORA)
    free = set(question.asked["rows"].get("free", ()))
    columns = set(question.asked["rows"]["columns"])
    assert all(row.keys() == columns - free - set(PROOFS) for row in question.answer)
    assert all(quoted.keys() - {"row"} in ({"words"}, set(CORPORA)) for quoted in question.asked.get("quoted", ()))


def test_what_is_wrong_is_said_of_columns(question: Question) -> None:
    """A part of a row that no row could have would never be found."""
    columns = set(question.asked["rows"]["columns"])
    assert all(quoted["row"].keys() <= columns for quoted in question.asked.get("quoted", ()))
    for wrong in question.asked.get("wrong", ()):
        assert wrong.get("rows") or wrong.get("given")
        assert {name for part in wrong.get("rows", ()) for name in part} | set(wrong.get("given", ())) <= columns


def test_names_that_look_alike_are_four_firms(store: Store) -> None:
    names = ("BitMine", "Bitfarms", "Bitmain", "Bitdeer")
    found = [
        store.query("query ($name: String!) { firms(name: $name, first: 9) { nodes { id names } } }", {"name": n})
        for n in names
    ]
    firms = [node for answer in found for node in answer["data"]["firms"]["nodes"]]
    assert len(firms) == len({firm["id"] for firm in firms}) == len(names)
    assert [[n for n in names if n in firm["names"]] for firm in firms] == [["BitMine"], ["Bitfarms"], [], []]


def test_numbers_are_those_of_the_folders() -> None:
    assert [int(folder.name[:2]) for folder in FOLDERS] == [Question(folder).asked["number"] for folder in FOLDERS]


def test_the_docs_list_every_question(root: Path) -> None:
    listed = re.findall(r"^\| (\d+) \| (.+?) \|", (root / "docs" / "answers.md").read_text("utf-8"), re.MULTILINE)
    asked = [Question(folder).asked for folder in FOLDERS]
    assert [(int(number), text) for number, text in listed] == [(q["number"], q["text"]) for q in asked]
