"""`load` and `extract` on pages, PDF files, feeds, archives, addresses, and texts that are not English."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

from wattgraph.api.store import Store
from wattgraph.loaders import documents
from wattgraph.loaders.documents import Fetcher
from wattgraph.schema.statement import Appearance

from .conftest import Command

INCOMPLETE, USAGE, RESOURCE = 3, 2, 5
DEAL = "IREN signed a hosting deal with Microsoft worth 9.7 billion dollars. It was signed on Monday."
PAGE = (
    "<!doctype html><html lang=en><head><title>IREN signs with Microsoft</title><meta property='og:site_name' "
    "content='Example Press'><meta property='article:published_time' content='2025-11-05'></head><body>"
    f"<nav><a href=/>Home</a></nav><article><p>{DEAL}</p></article></body></html>"
)
RSS = (
    "<rss version='2.0'><channel><title>Example Wire</title>"
    f"<item><title>One</title><link>https://example.com/1</link><description>{DEAL}</description></item>"
    "<item><title>Two</title><description>Cipher signed a lease with Amazon worth $5.5 billion.</description></item>"
    "<item></item></channel></rss>"
)
GERMAN = (
    "Der Energiekonzern hat mit dem Betreiber einen Vertrag über die Lieferung von Strom geschlossen. Das neue "
    "Rechenzentrum soll nach Angaben des Unternehmens bereits im kommenden Jahr in Betrieb gehen und wächst weiter. "
    "Die Bank leiht dem Konzern dafür mehrere Milliarden Euro, wie der Vorstand am Montag in Berlin sagte.\n"
)


def paper() -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=11)
    made.multi_cell(0, 5, DEAL)
    return bytes(made.output())


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


INPUTS = {
    "page.html": PAGE.encode(), "paper.pdf": paper(), "archive.zip": packed(a_txt=DEAL.encode()),
    "feed.xml": RSS.replace("Two", "x").split("<item><title>x")[0].encode() + b"</channel></rss>",
}  # fmt: skip


def amounts(output: str) -> list[str]:
    facts = [json.loads(line) for line in output.splitlines()]
    return [str(fact["quantity"]["value"]) for fact in facts if fact["type"] == "Deal" and fact["quantity"]]


def shown(store: str = "wattgraph.db") -> list[Appearance]:
    """The appearances of all documents but those of the reference list."""
    with Store(store, create=False) as opened:
        found = [d.appearance for d in opened.ledger.documents()]
    return [one for one in found if not (one.series or "").startswith("reference")]


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("piped", [False, True])
def test_every_input_has_its_facts(name: str, piped: bool, wattgraph: Command, home: Path) -> None:
    (home / name).write_bytes(INPUTS[name])
    answer = wattgraph("extract", "-", input=INPUTS[name]) if piped else wattgraph("extract", name)
    assert answer.err == ""
    assert amounts(answer.out) == ["9700000000"]


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("piped", [False, True])
def test_every_input_is_loaded(name: str, piped: bool, wattgraph: Command, home: Path) -> None:
    (home / name).write_bytes(INPUTS[name])
    answer = wattgraph("load", "-", input=INPUTS[name]) if piped else wattgraph("load", name)
    assert answer.err == ""
    assert answer.out.startswith("1 document loaded into wattgraph.db")
    assert wattgraph("load", name).out.startswith("0 documents loaded")


def test_a_folder_of_all_kinds(wattgraph: Command, home: Path) -> None:
    (home / "in").mkdir()
    for name, data in INPUTS.items():
        (home / "in" / name).write_bytes(data)
    (home / "in" / "bad.pdf").write_bytes(b"%PDF-1.7")
    answer = wattgraph("load", "in", "--json")
    assert answer.code == INCOMPLETE
    report = json.loads(answer.out)
    assert [Path(d["path"]).as_posix() for d in report["documents"]] == [
        "in/archive.zip/a.txt", "in/feed.xml#1", "in/page.html", "in/paper.pdf",
    ]  # fmt: skip
    assert "in/bad.pdf is a damaged PDF" in answer.err


def test_a_pages_metadata_and_what_is_given(wattgraph: Command, home: Path) -> None:
    (home / "page.html").write_text(PAGE)
    wattgraph("load", "page.html")
    (found,) = shown()
    assert found[:5] == (None, "IREN signs with Microsoft", "Example Press", "2025-11-05", "metadata")
    wattgraph("load", "page.html", "--published", "2025-11", "--title", "Mine", "--address", "https://example.com/x",
              "--store", "other.db")  # fmt: skip
    (given,) = shown("other.db")
    assert given[:5] == ("https://example.com/x", "Mine", "Example Press", "2025-11", "given")


def test_relative_dates_resolve_against_the_pages_date(wattgraph: Command, home: Path) -> None:
    (home / "page.html").write_text(PAGE.replace("It was signed on Monday", "On Monday, IREN shares rose 5%"))
    dates = {json.loads(line)["date"] for line in wattgraph("extract", "page.html").out.splitlines()}
    assert "2025-11-03" in dates
    later = wattgraph("extract", "page.html", "--published", "2025-11-12").out
    assert "2025-11-10" in {json.loads(line)["date"] for line in later.splitlines()}


def test_a_feed_loads_its_good_entries(wattgraph: Command, home: Path) -> None:
    (home / "feed.xml").write_text(RSS)
    answer = wattgraph("load", "feed.xml")
    assert answer.code == INCOMPLETE
    assert "feed.xml#3 has no text" in answer.err
    assert answer.out.startswith("2 documents loaded")
    wattgraph("extract", "feed.xml").refused(INCOMPLETE, "feed.xml holds several documents", "Load it")


def test_an_archive_tells_what_it_passes_over(wattgraph: Command, home: Path) -> None:
    (home / "a.zip").write_bytes(packed(a_txt=DEAL.encode(), b_png=b"x", c_zip=packed(a_txt=b"x")))
    answer = wattgraph("load", "a.zip")
    assert answer.code == INCOMPLETE
    assert "1 file passed over: not ." in answer.err
    assert "a.zip/c.zip is an archive within an archive" in answer.err


def test_a_text_in_another_language_is_stored_and_not_read(wattgraph: Command, home: Path) -> None:
    (home / "de.txt").write_text(GERMAN)
    answer = wattgraph("load", "de.txt", "--json")
    assert answer.code == 0
    assert answer.err == "de.txt: stored, not read: its language is German\n"
    (document,) = json.loads(answer.out)["documents"]
    assert (document["language"], document["asserted"], document["state"]) == ("de", 0, "loaded")
    with Store("wattgraph.db", create=False) as store:
        assert store.ledger.document(bytes.fromhex(document["document"])).language == "de"
    extracted = wattgraph("extract", "de.txt")
    assert (extracted.code, extracted.out) == (0, "")
    assert extracted.err == "de.txt: not read: its language is German\n"


def test_the_language_that_is_given_counts(wattgraph: Command, home: Path) -> None:
    (home / "a.txt").write_text(DEAL)
    assert wattgraph("extract", "a.txt", "--language", "fr").out == ""
    assert amounts(wattgraph("extract", "a.txt", "--language", "en").out) == ["9700000000"]
    wattgraph("load", "a.txt", "--language", "German").refused(USAGE, "no language 'German'", "en or de")


def test_a_language_changes_no_id(wattgraph: Command, home: Path) -> None:
    (home / "a.txt").write_text(DEAL)
    ids = set()
    for code in ("en", "fr"):
        answer = wattgraph("load", "a.txt", "--json", "--store", f"{code}.db", "--language", code)
        ids.add(json.loads(answer.out)["documents"][0]["document"])
    assert len(ids) == 1


# -- addresses


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A page on loopback, which the command line may fetch for once: nothing but Python can allow that."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/a"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = documents.reader.Fetcher
    monkeypatch.setattr(documents.reader, "Fetcher", lambda **known: honest(["127.0.0.0/8"], **known))


def test_an_address_is_loaded(allowed: None, address: str, wattgraph: Command) -> None:
    report = json.loads(wattgraph("load", address, "--json").out)
    assert [d["path"] for d in report["documents"]] == [address]
    (found,) = shown()
    assert found[:5] == (address, "IREN signs with Microsoft", "Example Press", "2025-11-05", "metadata")
    assert amounts(wattgraph("extract", address).out) == ["9700000000"]


def test_loopback_is_not_fetched_for_a_user(address: str, wattgraph: Command, home: Path) -> None:
    for command in ("load", "extract"):
        wattgraph(command, address).refused(INCOMPLETE, f"{address} leads to 127.0.0.1", "save it to a file")
    assert list(home.iterdir()) == []


def test_a_server_that_is_down(allowed: None, wattgraph: Command) -> None:
    """The one command may do better later; of a load the other documents are in."""
    for command, code in (("extract", RESOURCE), ("load", INCOMPLETE)):
        wattgraph(command, "http://127.0.0.1:1/").refused(code, "cannot be fetched")


def test_python_may_allow_it(address: str, home: Path) -> None:
    with Store(home / "a.db") as store:
        (outcome,) = store.load(address, fetcher=Fetcher(["127.0.0.0/8"]))
        assert outcome.asserted


@pytest.mark.parametrize("address", ["ftp://example.com/a", "file:///etc/passwd"])
def test_other_addresses_are_not_fetched(address: str, wattgraph: Command) -> None:
    wattgraph("load", address).refused(INCOMPLETE, f"{address} is not fetched: only http and https")
