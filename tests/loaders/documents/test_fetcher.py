"""The fetcher against real servers on loopback: kind ones, and such as would misuse it."""

import gzip
import time
import tracemalloc
import zlib

import pytest

from wattgraph.loaders.documents import Fetcher, Found, Reader

from .website import LOOPBACK, PAGE, Handler, Site, page, refused, to

# -- what it fetches


def test_a_page_becomes_a_document(site: Site) -> None:
    address = site.on("/a", page)
    with Reader(fetcher=Fetcher(LOOPBACK)) as reader:
        (found,) = reader.read(address + "?x=1#part")
    assert isinstance(found, Found)
    assert found.shown[:5] == (address + "?x=1", "Anvil signs with Basalt", None, "2026-03-03", "metadata")
    assert "9.7 billion" in found.document.text


def test_it_says_who_asks_and_nothing_else(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def cookie(handler: Handler) -> None:
        handler.reply(status=302, Location="/b", Set_Cookie="a=b")

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.on("/b", page)
    Fetcher(LOOPBACK).fetch(site.on("/a", cookie))
    for _, headers in site.asked:
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert headers["user-agent"].startswith("wattgraph")
        assert headers["host"] == f"127.0.0.1:{site.port}"
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain", b"Anvil signed.", "Anvil signed."),
        ("application/octet-stream", b"Anvil signed.", "Anvil signed."),
        (
            "text/xml",
            b"<rss version='2.0'><channel><item><title>Anvil signed.</title></item></channel></rss>",
            "Anvil signed.",
        ),
    ],
)
def test_kinds_of_content(site: Site, kind: str, body: bytes, text: str) -> None:
    address = site.on("/a", lambda handler: handler.reply(body, Content_Type=kind))
    with Reader(fetcher=Fetcher(LOOPBACK)) as reader:
        assert reader.only(address).document.text == text


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_answers(site: Site, coding: str) -> None:
    body = gzip.compress(PAGE) if coding == "gzip" else zlib.compress(PAGE)
    address = site.on("/a", lambda h: h.reply(body, Content_Type="text/html", Content_Encoding=coding))
    assert Fetcher(LOOPBACK).fetch(address).data == PAGE


def test_redirects_are_followed(site: Site) -> None:
    site.on("/d", page)
    site.on("/c", to("../d?y=%20z", 308))
    site.on("/b", to(site.url("/c"), 301))
    found = Fetcher(LOOPBACK).fetch(site.on("/a", to("/b#x", 303)))
    assert found.address == site.url("/d?y=%20z")
    assert found.name == site.url("/a")


# -- whom it asks


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/a", "http://localhost:{port}/a", "http://127.1:{port}/a", "http://0:{port}/a",
        "http://2130706433:{port}/a", "http://[::ffff:127.0.0.1]:{port}/a", "http://[::1]:{port}/a",
        "http://127.0.0.1.:{port}/a",
    ],
)  # fmt: skip
def test_loopback_is_not_asked(site: Site, address: str) -> None:
    site.on("/a", page)
    assert "not on the public internet" in refused(address.format(port=site.port), Fetcher())
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/", "http://[fd00::1]/",
        "//0.0.0.0/x", "http://[64:ff9b::a9fe:a9fe]/",
    ],
)  # fmt: skip
def test_redirects_to_private_machines_are_not_followed(site: Site, target: str) -> None:
    message = refused(site.on("/a", to(target)))
    assert "which is not on the public internet" in message
    assert "redirected to" in message


def test_a_redirect_to_loopback_is_judged_again(site: Site) -> None:
    """The first machine is allowed by itself, the second is the same loopback under another address."""
    site.on("/b", page)
    fetcher = Fetcher(["127.0.0.1/32"])
    address = site.on("/a", to(site.url("/b", "127.0.0.2")))
    assert "leads to 127.0.0.2" in refused(address, fetcher)
    assert [path for path, _ in site.asked] == ["/a"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1/", "data:text/html,x"]
)
def test_redirects_to_other_schemes_are_not_followed(site: Site, target: str) -> None:
    assert "only http and https are" in refused(site.on("/a", to(target)))


def test_a_name_with_a_public_and_a_private_address_is_refused(site: Site) -> None:
    fetcher = Fetcher(resolve=lambda host, port: ["93.184.215.14", "10.0.0.7"])
    assert "leads to 10.0.0.7" in refused("http://example.com/", fetcher)


def test_the_connection_goes_to_the_address_that_was_judged(site: Site) -> None:
    """A name server that answers a public address first and loopback next gains nothing: it is asked once."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["10.0.0.1"]])
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    site.on("/a", page)
    found = Fetcher(["127.0.0.1/32"], resolve=resolve).fetch(site.url("/a", "rebinding.example"))
    assert found.data == PAGE
    assert asked == ["rebinding.example"]
    assert site.asked[0][1]["host"] == f"rebinding.example:{site.port}"


def test_a_second_address_is_tried_if_the_first_does_not_answer(site: Site) -> None:
    site.on("/a", page)
    fetcher = Fetcher(LOOPBACK, resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert fetcher.fetch(site.url("/a", "two.example")).data == PAGE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://example.com/a", "only http and https"), ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@example.com/", "user name or password"), ("http://@example.com/", "user name"),
        ("http:///a", "names no host"), ("http://example.com:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://exa mple.com/", "is no address"), ("http://example.com\\@127.0.0.1/", "is no address"),
        ("http://example.com/\r\nX: y", "is no address"), ("http://[fe80::1%25lo]/", "names no host"),
        ("http://" + "a" * 5000, "is no address"), ("http://" + "ü" * 300 + ".example/", "is no address"),
        ("http://nobody.invalid/", "is not known"),
    ],
)  # fmt: skip
def test_addresses_that_are_not_asked(address: str, words: str) -> None:
    assert words in refused(address)


# -- what it does not take


def test_circles(site: Site) -> None:
    assert "redirects more than 5 times" in refused(site.on("/a", to("/a")))
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "words"), [(404, "no such page"), (403, "wants a login"), (503, "Try later"), (204, "answers 204")]
)
def test_answers_without_a_page(site: Site, status: int, words: str) -> None:
    assert words in refused(site.on("/a", lambda handler: handler.reply(status=status)))


@pytest.mark.parametrize("kind", ["image/png", "application/json", "video/mp4", "text/css", "x\x1b[31m"])
def test_other_kinds_of_content(site: Site, kind: str) -> None:
    assert "which is not read" in refused(site.on("/a", lambda handler: handler.reply(b"x", Content_Type=kind)))


def test_a_body_that_says_to_be_large(site: Site) -> None:
    def large(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "99999999999")
        handler.end_headers()

    assert "is too large: 99,999,999,999 bytes" in refused(site.on("/a", large))


def test_an_endless_body(site: Site) -> None:
    sent = []

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        while len(sent) < 10_000:
            handler.wfile.write(b"a" * 10_000)
            sent.append(1)

    assert "is too large: the limit is 100,000" in refused(site.on("/a", endless), limit=100_000)
    assert len(sent) < 10_000


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_not_unpacked(site: Site, coding: str) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    body = b"".join(packer.compress(bytes(10_000_000)) for _ in range(30)) + packer.flush()  # 300 MB
    address = site.on("/a", lambda h: h.reply(body, Content_Type="text/html", Content_Encoding=coding))
    tracemalloc.start()
    message = refused(address, limit=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "is too large: the limit is 1,000,000" in message
    assert peak < 20_000_000


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip, gzip"])
def test_packing_that_was_not_asked_for(site: Site, coding: str) -> None:
    address = site.on("/a", lambda h: h.reply(b"x", Content_Type="text/html", Content_Encoding=coding))
    assert "packed in a way that was not asked for" in refused(address)


def test_damaged_packing(site: Site) -> None:
    address = site.on("/a", lambda h: h.reply(b"not gzip", Content_Type="text/html", Content_Encoding="gzip"))
    assert "cannot be fetched" in refused(address)


def test_a_body_that_breaks_off(site: Site) -> None:
    def short(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")

    assert "cannot be fetched" in refused(site.on("/a", short))


def drip(handler: Handler, head: bytes) -> None:
    """A byte now and then, so that no single wait is long."""
    handler.wfile.write(head)
    for _ in range(100):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("head", [b"HTTP/1.0 200 OK\r\n\r\n", b"HTTP/1.0 200 OK\r\nX-Slow: "])
def test_a_slow_server_is_given_up(site: Site, head: bytes) -> None:
    before = time.monotonic()
    message = refused(site.on("/a", lambda handler: drip(handler, head)), seconds=1.0, patience=0.5)
    assert "does not answer in full within 1 seconds" in message
    assert time.monotonic() - before < 4


def test_a_silent_server_is_given_up(site: Site) -> None:
    before = time.monotonic()
    refused(site.on("/a", lambda handler: time.sleep(3)), seconds=10.0, patience=0.3)
    assert time.monotonic() - before < 2


def test_a_server_that_speaks_no_http(site: Site) -> None:
    assert "cannot be fetched" in refused(
        site.on("/a", lambda handler: drip(handler, b"\x00\x01\x02\r\n\r\n")), seconds=3.0
    )


def test_nobody_there() -> None:
    assert "cannot be fetched" in refused("http://127.0.0.1:1/")
