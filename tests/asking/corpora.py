"""What questions are asked of: the articles, the register of an invented desk, and parts of the data pack.

A corpus holds no more sources than its questions need, since SPARQL and Neo4j hold ten triples or rows a statement.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

from wattgraph.api.store import Store
from wattgraph.graph.view import Node, View
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_at

HERE = Path(__file__).parents[1] / "corpora"
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
#: The author of what is judged below.
DESK = "desk"


def _articles(folder: Path) -> Callable[[Store], None]:
    def fill(store: Store) -> None:
        assert len(store.load(folder)) == 2

    return fill


def _sources(*sources: tuple[str, str]) -> Callable[[Store], None]:
    """Some sources of the data pack, each with its folder there."""

    def fill(store: Store) -> None:
        for source, folder in sources:
            assert store.load_source(source, SHARED / "data" / folder).state == "loaded"

    return fill


def _desk(store: Store) -> None:
    """The register, the texts that speak of the same contracts, and the judgements that say which are the same."""
    folder = HERE / "desk"
    store.load_source(str(folder / "mapping.toml"), folder, vintage="2026-06")
    store.load_facts(folder / "facts.jsonl")
    _call_oneself(store, folder / "texts/northlight-release.txt")
    assert store.quarantine() == []
    join(store, lambda view, firm: view.name(firm.id), store.view().of_kind("Firm"), "the same firm, by its seat")
    money = [thing for kind in ("Deal", "CapitalFlow") for thing in store.view().of_kind(kind)]
    join(store, _sides, money, "the same contract: the parties and the kind are one")


def _call_oneself(store: Store, path: Path) -> None:
    """A release in which a firm gives itself a role: tables of facts have no column for who says so."""
    document = Document.of(path.read_text("utf-8"))
    name, word = "Northlight Cloud", "hyperscaler"
    firm = mention_at(document.id, "Firm", 0, len(name))
    said, at = document.span(0, len(name)), document.text.index(word)
    evidence = (document.span(at, at + len(word)), document.span(0, len(document.text.rstrip()), "quote"))
    role = Statement(firm.id, "role", word, evidence, asserted_by=firm.id)
    things = [Thing(firm, [Statement(firm.id, "name", name, (said,)), role])]
    shown = Appearance(
        title="Northlight Cloud opens an office", publisher=name, published="2026-05-04", published_basis="given"
    )
    store.ledger.load(document, shown, lambda found, dated: Reading(found, dated, "desk", "1.0", things))


def _sides(view: View, thing: Node) -> Hashable:
    return thing.kind, thing.word("kind"), frozenset((p.role, p.actor) for p in thing.parties)


def join(store: Store, key: Callable[[View, Node], Hashable], things: Iterable[Node], reason: str) -> None:
    """Judges the same what has one key, as the desk's analyst does."""
    view, groups = store.view(), defaultdict[Hashable, list[str]](list)
    for thing in things:
        groups[key(view, thing)].append(thing.id)
    for first, *others in groups.values():
        for other in others:
            store.judge("same", first, other, DESK, reason)


#: Name -> what fills a store with it.
CORPORA: dict[str, Callable[[Store], None]] = {
    "seeds": _articles(SHARED / "seeds"),
    "examples": _articles(ROOT / "examples" / "articles"),
    "desk": _desk,
    "epoch": _sources(("epoch", "sites")),
    "firms": _sources(("gleif", "lei/data")),
    "pack": _sources(
        ("epoch", "sites"), ("wri", "power"), ("eia860", "power"), ("im3", "sites"), ("sec", "firms"),
        ("sp500", "firms"), ("gleif", "lei/data"),
    ),
}  # fmt: skip
#: Asked through GraphQL and in Python alone: RDF and Neo4j hold ten times as many triples or rows.
LARGE = ("pack",)
#: Those that need nothing from beside the project.
OWN = ("examples", "desk")
