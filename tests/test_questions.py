"""The questions that the graph must answer, each a folder in `questions/`: one answer, whatever tells the facts.

`question.toml` names the `corpus`, one or several, of which it is asked (`asking/corpora.py`; `answer-CORPUS.json`
is the answer of one that knows more), and says how rows are picked out of a GraphQL answer: `each` is the path of a
row, `columns` are paths from the top that go through the same row; `[]` is each item of a list, `[0]` its first. A
column that passes further lists holds them sorted. `words` names the columns that hold words of a vocabulary.
`free` columns may differ between the texts and are not in `answer.json`. `wrong` are rows, or parts of rows, that
must not come out (with `times`: not so often; of a list one item is enough), and `given` names columns that must
stay without a value. `quoted` are words that the quote of a row must hold, in all texts or by corpus; the column
`quote` says where GraphQL gives it. `variants` are other variables, with the rows (a column left out is null) and
the note that they give. `notes` are paths of GraphQL answers that hold no row and must say what was searched, each
with words that they must hold. Where a client has to put an answer together (a difference between two dates),
`rows.py` does that instead of paths.

The same question stands beside it in SPARQL (`query.rq`), Cypher (`query.cypher`) and Python (`query.py`), whose
answers name their columns themselves. There a word is as the model spells it (or its IRI), a list may be one string
with bars, and `quote` and `document`, or `statement`, prove the row. `sparql_views` are the views of which SPARQL
asks the query, one by one, by parameters of the endpoint. `left_out` names a language that cannot say the
question, with the reason.

What must come out was not made by us: it was read off the texts by hand, or `expected.py` computes it from the source
files by DuckDB.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import httpx2 as httpx
import neo4j
import pytest

import wattgraph
from wattgraph.api.app import Settings, create_app
from wattgraph.api.store import Store
from wattgraph.graph.neo4j.push import push

from .asking.corpora import CORPORA, LARGE, OWN
from .asking.evidence import check_evidence, check_quotes, check_statements
from .asking.paths import column, steps
from .asking.question import LANGUAGES, NEEDED, PROOFS, Question

QUESTIONS = [Question(folder) for folder in sorted((Path(__file__).parent / "questions").iterdir())]


def asked_in(language: str, *marks: pytest.MarkDecorator) -> pytest.MarkDecorator:
    """Each question that a language can say with each corpus of which it is asked; corpora are loaded once."""
    pairs = [
        pytest.param(corpus, question, id=f"{question.folder.name}-{corpus}", marks=marked(corpus, *marks))
        for corpus in CORPORA
        for question in QUESTIONS
        if corpus in question.corpora and question.said_in(language) and (corpus not in LARGE or language in NEEDED)
    ]
    return pytest.mark.parametrize(("store", "question"), pairs, indirect=["store"])


def marked(corpus: str, *marks: pytest.MarkDecorator) -> list[pytest.MarkDecorator]:
    """The marks of a test: a large corpus takes its time."""
    return [*marks, *([pytest.mark.slow] if corpus in LARGE else [])]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Store]]:
    """`stores(corpus)`: a corpus and the reference list in a ledger of its own, loaded once."""
    with ExitStack() as opened:

        @cache
        def store(name: str) -> Store:
            made = opened.enter_context(wattgraph.open(tmp_path_factory.mktemp("questions") / f"{name}.db"))
            CORPORA[name](made)
            return made

        yield store


@pytest.fixture
def store(request: pytest.FixtureRequest, stores: Callable[[str], Store]) -> Store:
    """The corpus that is asked."""
    if request.param not in OWN:
        request.getfixturevalue("shared")
    return stores(request.param)


@pytest.fixture(scope="session")
def servers(
    stores: Callable[[str], Store], serving: Callable[..., AbstractContextManager[str]]
) -> Iterator[Callable[[str], httpx.Client]]:
    """`servers(corpus)`: a corpus behind a real server on loopback. One stands at a time."""
    with ExitStack() as standing:

        @lru_cache(maxsize=1)
        def served(name: str) -> httpx.Client:
            standing.close()
            sparql = standing.enter_context(stores(name).to_sparql())
            address = standing.enter_context(serving(create_app(stores(name).views, Settings(), sparql)))
            return standing.enter_context(httpx.Client(base_url=address, timeout=60))

        yield served


@pytest.fixture(scope="session")
def pushed(neo4j_server: Any, stores: Callable[[str], Store]) -> Iterator[Callable[[str], neo4j.Driver]]:
    """`pushed(corpus)`: a connection to the tests' Neo4j, to which a corpus was pushed. It holds one at a time."""
    login = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=login) as driver:

        @lru_cache(maxsize=1)
        def bolt(name: str) -> neo4j.Driver:
            push(stores(name).view(), driver)
            return driver

        yield bolt


@pytest.fixture
def corpus(store: Store) -> str:
    """Which corpus is asked."""
    return store.path.stem


def answered(store: Store, question: Question, **variables: Any) -> Any:
    """The data of an answer without errors."""
    found = store.query(question.query("graphql"), variables)
    assert "errors" not in found, found["errors"]
    return found["data"]


@asked_in("graphql")
def test_the_answer(store: Store, corpus: str, question: Question) -> None:
    data = answered(store, question)
    question.check(corpus, question.rows(data))
    expected = question.answers.get(corpus, question.answer)
    assert check_evidence(store, data) > 0 or not expected
    for note in question.asked.get("notes", ()) if not expected else ():
        said = column({(): data}, steps(note["at"]))
        assert all(words in said for words in note["says"]), said


@asked_in("python")
def test_the_answer_in_python(store: Store, corpus: str, question: Question) -> None:
    """Each row comes with statements, whose words stand in the text."""
    rows = question.in_python(store)
    assert check_statements(store, rows) >= len([row for row in rows if "statement" in row])
    question.check(corpus, rows)


@asked_in("sparql")
def test_the_answer_in_sparql(
    servers: Callable[[str], httpx.Client], store: Store, corpus: str, question: Question
) -> None:
    """From the endpoint; each row comes with its sentence, which stands in the document that it names."""
    rows = []
    for view in question.sparql_views:
        answer = servers(corpus).post("/sparql", data={"query": question.query("sparql"), **view})
        assert answer.status_code == 200, answer.text
        found = answer.json()
        names = found["head"]["vars"]
        rows += [question.spelled({n: term(row.get(n)) for n in names}) for row in found["results"]["bindings"]]
    check_quotes(store, rows)
    question.check(corpus, rows)


@asked_in("cypher", pytest.mark.slow)
def test_the_answer_in_cypher(
    pushed: Callable[[str], neo4j.Driver], store: Store, corpus: str, question: Question
) -> None:
    """From a real Neo4j to which the corpus was pushed."""
    query: Any = question.query("cypher")
    found = pushed(corpus).execute_query(query, routing_="r")
    rows = [question.spelled(record.data()) for record in found.records]
    check_quotes(store, rows)
    question.check(corpus, rows)


def term(found: dict[str, Any] | None) -> Any:
    """A term of SPARQL's JSON as a value: numbers as `answer.json` has them, decimals as words."""
    if found is None:
        return None
    kind, value = found.get("datatype", "").rpartition("#")[2], found["value"]
    return {"integer": int, "boolean": lambda word: word == "true"}.get(kind, str)(value)


@asked_in("graphql")
def test_its_variants(store: Store, question: Question) -> None:
    for variant in question.asked.get("variants", ()):
        data = answered(store, question, **variant["variables"])
        nothing = dict.fromkeys(question.answer[0])
        expected = [{**nothing, **row} for row in variant["rows"]]
        assert question.bare(question.rows(data)) == question.bare(expected), variant["why"]
        check_evidence(store, data)
        if "note" in variant:
            assert column({(): data}, steps(variant["note"])) == variant["says"]


each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.folder.name)


@pytest.mark.parametrize(
    "question", [q for q in QUESTIONS if q.is_computed], ids=lambda question: question.folder.name
)
def test_the_expected_answer_is_that_of_the_source_files(shared: Path, question: Question) -> None:
    """Computed by DuckDB or plain Python straight from the files, with none of our code."""
    assert question.bare(question.expected(shared / "data")) == question.bare(question.answer)


@each_question
def test_a_question_says_what_it_is(question: Question) -> None:
    assert question.asked["number"] > 0
    assert question.asked["text"].endswith("?")
    assert question.corpora
    assert set(question.answers) <= set(question.corpora) <= set(CORPORA)
    free = set(question.asked["rows"].get("free", ()))
    assert all(row.keys() == question.columns - free - set(PROOFS) for row in question.all_rows)
    allowed = ({"words"}, set(question.corpora))
    assert all(quoted.keys() - {"row"} in allowed for quoted in question.asked.get("quoted", ()))


@each_question
def test_a_question_is_asked_in_each_language_or_says_why_not(question: Question) -> None:
    assert set(question.left_out) <= set(LANGUAGES) - set(NEEDED)
    assert all(len(reason) > 20 for reason in question.left_out.values())
    for language, file in LANGUAGES.items():
        assert (question.folder / file).is_file() is question.said_in(language), file


@each_question
def test_what_is_wrong_is_said_of_columns(question: Question) -> None:
    """A part of a row that no row could have would never be found."""
    assert all(quoted["row"].keys() <= question.columns for quoted in question.asked.get("quoted", ()))
    for wrong in question.asked.get("wrong", ()):
        assert wrong.get("rows") or wrong.get("given")
        names = {name for part in wrong.get("rows", ()) for name in part} | set(wrong.get("given", ()))
        assert names <= question.columns


@pytest.mark.parametrize("store", ["examples", "seeds"], indirect=True)
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
    assert [int(q.folder.name[:2]) for q in QUESTIONS] == [q.asked["number"] for q in QUESTIONS]


def test_the_docs_list_every_question(root: Path) -> None:
    listed = re.findall(r"^\| (\d+) \| (.+?) \|", (root / "docs" / "answers.md").read_text("utf-8"), re.MULTILINE)
    assert [(int(number), text) for number, text in listed] == [
        (q.asked["number"], q.asked["text"]) for q in QUESTIONS
    ]
