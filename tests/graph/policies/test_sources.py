"""What kind of source a document is, and by which sign."""

import pytest

from wattgraph.graph.ledger import StoredDocument
from wattgraph.graph.policies.policy import POLICIES
from wattgraph.graph.policies.sources import classes, source
from wattgraph.schema.statement import TABLE, Appearance


def document(*shown: Appearance, media_type: str = "text/plain") -> StoredDocument:
    return StoredDocument(b"1" * 16, b"2" * 32, media_type, None, 100, True, shown, "2026-01-01")


@pytest.mark.parametrize(
    ("shown", "word", "why"),
    [
        (Appearance("https://www.sec.gov/Archives/edgar/data/1/x.htm"), "filing", "its address is at sec.gov"),
        (Appearance(title="Example Corp - Form 8-K, March 2026"), "filing", "its title names form 8-k"),
        (Appearance("https://www.sec.gov/files/x.json", series="sec/tickers"), "register", "it is of the series sec"),
        (Appearance(series="eia860/plants"), "register", "it is of the series eia860"),
        (Appearance(series="epoch/centers"), "dataset", "it is of the series epoch"),
        (Appearance(series="reference/miners"), "reference", "it is of the series reference"),
        (Appearance("https://www.businesswire.com/news/1"), "release", "its address is at businesswire.com"),
        (Appearance("https://investors.example.com/a"), "release", "the host of its address begins with investors"),
        (Appearance("https://uk.reuters.com/article/1"), "press", "its address is at reuters.com"),
        (Appearance(publisher="REUTERS"), "press", "its publisher is Reuters"),
        (Appearance("https://notreuters.com/a"), "unknown", "no rule knows"),
        (Appearance("https://reuters.com.example.net/a"), "unknown", "no rule knows"),
        (Appearance("http://[broken/a"), "unknown", "no rule knows"),
        (Appearance(licence="US-Government-Work"), "register", "its licence is US-Government-Work"),
    ],
)
def test_the_class_and_its_sign(shown: Appearance, word: str, why: str) -> None:
    found = source(document(shown))
    assert found.word == word
    assert found.why.startswith(why)


def test_the_first_rule_that_one_appearance_fits() -> None:
    press, filed = Appearance("https://www.reuters.com/1"), Appearance("https://www.sec.gov/2")
    assert source(document(press, filed)).word == source(document(filed, press)).word == "filing"


def test_a_table_of_which_nothing_else_tells_is_data() -> None:
    assert source(document(media_type=TABLE)).word == "dataset"
    assert source(document()).word == "unknown"


def test_filings_first_ranks_every_class() -> None:
    assert set(POLICIES["filingsFirst"].sources) == set(classes())
