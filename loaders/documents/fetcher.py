"""The fetcher: pages of the web, through the guard. It trusts nothing that they answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .addresses import Resolver, system_addresses
from .content import FEED, HTML, LIMIT, MARKDOWN, PDF, TEXT, XML, ZIP, Content
from .guard import Guard, Request

if TYPE_CHECKING:
    from urllib3 import HTTPResponse

_CHUNK = 1 << 16
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
#: Content types that are read, and what they are read as; None: told by the bytes.
_TYPES: dict[str, str | None] = {
    "text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT, "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN, "application/pdf": PDF, "application/x-pdf": PDF, "application/zip": ZIP,
    "application/x-zip-compressed": ZIP, "application/rss+xml": FEED, "application/atom+xml": FEED,
    "application/rdf+xml": FEED, "application/xml": XML, "text/xml": XML, "application/octet-stream": None,
    "binary/octet-stream": None, "": None,
}  # fmt: skip
_ACCEPT = "text/html, application/pdf, text/plain, application/rss+xml, application/atom+xml, */*;q=0.1"
_AGENT = "wattgraph (reads one page at its user's request)"
_SMALLER = "Name a smaller page"
_SAVE = "Save the page from a browser and load the file"


class Fetcher:
    """Fetches addresses of the web.

    `allow`, `resolve`, `certificates`: as a Guard has them. `limit`: bytes of an answer, unpacked. `seconds`: for all
    of a fetch, `patience`: for each step of it.
    """

    def __init__(
        self, allow: Sequence[str] = (), *, limit: int = LIMIT, seconds: float = 60.0, patience: float = 15.0,
        resolve: Resolver = system_addresses, certificates: str | None = None,
    ) -> None:  # fmt: skip
        self._guard = Guard(allow, patience=patience, resolve=resolve, certificates=certificates)
        self._limit, self._seconds = limit, seconds

    def fetch(self, address: str) -> Content:
        """What stands at an address; `Content.address` is where it was found after redirects.

        Raises DocumentError.
        """

        def take(request: Request, response: "HTTPResponse") -> Content:
            return _content(address, request, response, self._limit)

        headers = {"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        return self._guard.ask(address, headers, take, self._seconds)


def _content(name: str, request: Request, response: "HTTPResponse", limit: int) -> Content:
    if response.status != 200:
        raise request.failed(response)
    media, charset = _content_type(response.headers.get("Content-Type", ""))
    if media not in _TYPES:
        raise request.refused(f"is {media}, which is not read", "Name a page, a PDF file, a feed or a text")
    if response.headers.get("Content-Encoding", "").strip().lower() not in _CODINGS:
        raise request.refused("is packed in a way that was not asked for", _SAVE)
    return Content(name, _body(request, response, limit), _TYPES[media], charset, request.target.address)


def _body(request: Request, response: "HTTPResponse", limit: int) -> bytes:
    """The body, unpacked; never much more than one step past the limit is held."""
    told = response.headers.get("Content-Length", "")
    if told.isdecimal() and len(told) < 20 and int(told) > limit:
        raise request.refused(f"is too large: {int(told):,} bytes, and the limit is {limit:,} bytes", _SMALLER)
    held = bytearray()
    while True:
        request.left()
        chunk = response.read(_CHUNK, decode_content=True)
        held += chunk
        if len(held) > limit:
            raise request.refused(f"is too large: the limit is {limit:,} bytes", _SMALLER)
        if not chunk:
            request.left()  # what was broken off at the deadline may look whole
            return bytes(held)


def _content_type(header: str) -> tuple[str, str | None]:
    """The media type, and the charset if one is named."""
    media, _, rest = header.partition(";")
    found = (part.partition("=") for part in rest.split(";"))
    charset = next((value.strip(" \"'") for name, _, value in found if name.strip().lower() == "charset"), None)
    return "".join(c for c in media.strip().lower()[:100] if c.isprintable()), charset or None
