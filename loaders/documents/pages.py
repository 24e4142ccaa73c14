"""Pages: the main text of HTML, and what its metadata says. Runs in a worker process.

The text is what trafilatura takes for the article, paragraphs between line feeds. A date counts only where the page
declares it: no address, no footer and no other date of the page is asked.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from .found import Piece, http_address
from .masthead import stated_date
from .prose import clean
from .stamps import stamped

#: Names of meta elements that hold the date of publication, the surest first.
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "citation_publication_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "article.published",
    "publish-date", "publish_date", "pubdate", "published-date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "date",
)  # fmt: skip
_ARTICLES = re.compile(r"(?:\w{0,20}Article|BlogPosting|Report|WebPage|PressRelease)")
_RULE = re.compile(r"^\|[-| :]*\|?[ \t]*$\n?", re.MULTILINE)
#: With fewer words a text is a menu's.
_FEWEST_WORDS = 5
_DEEPEST = 8


class NoText(Exception):
    """A page in which no main text is to be found."""


def read_page(markup: str, address: str | None) -> Piece:
    """The article of a page; `address`: where it was fetched. Raises NoText."""
    from trafilatura.metadata import extract_metadata

    tree = _tree(markup)
    text = _main_text(tree)
    if len(text.split()) < _FEWEST_WORDS:
        raise NoText
    told = extract_metadata(tree, default_url=address, date_config={"extensive_search": False})
    declared, stated = _declared_date(tree), stated_date(text)
    date, basis = (declared, "metadata") if declared else (stated, "stated") if stated else (None, "unknown")
    publisher = None if _is_host(told.sitename, told.url or address) else told.sitename
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Piece(text, told.title, publisher or told.author, date, basis, _own_address(told.url, address), language)


def _tree(markup: str) -> Any:
    """The page as a tree. Raises NoText."""
    from lxml.etree import ParserError

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:  # of a document without an element
        raise NoText from error


def _main_text(tree: Any) -> str:
    from trafilatura import extract

    found = extract(tree, output_format="txt", include_comments=False, with_metadata=False)
    return clean(_RULE.sub("", found or "")).strip()


def _own_address(canonical: str | None, fetched: str | None) -> str | None:
    """The canonical address; of a fetched page only one at the same host, so that no page poses as another's."""
    found = http_address(canonical)
    if found and fetched and _host(found) != _host(fetched):
        return fetched
    return found or fetched


def _is_host(name: str | None, address: str | None) -> bool:
    """Whether a site's name is only its address once more, which trafilatura gives where the page has none."""
    if not name or not address or "//" not in address:
        return False
    return name.lower().removeprefix("www.").partition(":")[0] == _host(address).partition(":")[0]


def _host(address: str) -> str:
    return address.split("/")[2].lower().rpartition("@")[2].removeprefix("www.")


def _declared_date(tree: Any) -> str | None:
    """The date of publication that the page's metadata states."""
    found = _from_meta(tree)
    return found or _only(_from_json(tree)) or _only(_from_times(tree))


def _from_meta(tree: Any) -> str | None:
    told: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        date = stamped(meta.get("content"))
        if name and date:
            told.setdefault(name.strip().lower(), date)
    return next((told[name] for name in _META if name in told), None)


def _from_json(tree: Any) -> Iterator[str]:
    """`datePublished` of the articles that JSON-LD describes at its top or in its graph."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            yield from _published(json.loads(script.text or ""), 0)
        except (ValueError, RecursionError):
            continue


def _published(node: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for one in node[:100]:
            yield from _published(one, depth + 1)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        said = node.get("datePublished")
        date = stamped(said) if isinstance(said, str) else None
        if date and any(isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in named):
            yield date
        yield from _published(node.get("@graph"), depth + 1)
        yield from _published(node.get("mainEntity"), depth + 1)


def _from_times(tree: Any) -> Iterator[str]:
    """`<time datetime>`: those that say to be of publication, else those of the article's own elements."""
    times = [(time, date) for time in tree.iter("time") if (date := stamped(time.get("datetime")))]
    marked = [date for time, date in times if _is_marked(time)]
    yield from marked or (date for _, date in times)


def _is_marked(time: Any) -> bool:
    words = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
    return "pubdate" in time.attrib or "publish" in words or "entry-date" in words


def _only(dates: Iterator[str]) -> str | None:
    """The one date that all agree on."""
    found = set(dates)
    return found.pop() if len(found) == 1 else None
