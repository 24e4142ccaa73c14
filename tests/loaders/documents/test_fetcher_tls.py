"""The fetcher over TLS: the certificate is checked against the name, though the connection goes to an address."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from wattgraph.loaders.documents import Fetcher

from .website import LOOPBACK, PAGE, Site, page, refused, serving, to


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("press.example").configure_cert(context)
    with serving(context) as made:
        yield made


def trusting(authority: trustme.CA, folder: Path) -> Fetcher:
    path = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return Fetcher(LOOPBACK, certificates=str(path), resolve=lambda host, port: ["127.0.0.1"])


def test_the_certificate_is_checked_against_the_name(secure: Site, authority: trustme.CA, tmp_path: Path) -> None:
    fetcher = trusting(authority, tmp_path)
    secure.on("/a", page)
    assert fetcher.fetch(secure.url("/a", "press.example")).data == PAGE
    assert "cannot be fetched" in refused(secure.url("/a", "other.example"), fetcher)
    assert "cannot be fetched" in refused(secure.url("/a", "127.0.0.1"), fetcher)


def test_an_unknown_authority_is_not_trusted(secure: Site) -> None:
    fetcher = Fetcher(LOOPBACK, resolve=lambda host, port: ["127.0.0.1"])
    secure.on("/a", page)
    assert "certificate verify failed" in refused(secure.url("/a", "press.example"), fetcher)
    assert secure.asked == []


def test_https_does_not_redirect_to_http(
    secure: Site, site: Site, authority: trustme.CA, tmp_path: Path
) -> None:  # fmt: skip
    secure.on("/a", to(site.on("/b", page)))
    message = refused(secure.url("/a", "press.example"), trusting(authority, tmp_path))
    assert "redirects from https to http" in message
    assert site.asked == []
