"""Bytes to text: plain text in UTF-8 only, pages in the encoding that they declare. Nothing is guessed."""

import codecs
import re

from .content import Content, mark_of
from .errors import DocumentError

#: C0 controls other than tab, line feed, form feed and carriage return: no text has them, and ids use one to
#: join their parts. No byte of a longer UTF-8 sequence looks like one.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_UTF16 = "Convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW.txt"
#: Where a page or feed may declare its encoding, in bytes.
_HEAD = 4096
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
#: Encodings of pages (WHATWG's list) by Python's names; ASCII and Latin-1 mean Windows-1252 on the web.
_AS_WINDOWS = frozenset(["ascii", "iso8859-1"])
_KNOWN = frozenset(
    """utf-8 cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 big5 euc_jp euc_kr
    gb18030 gb2312 gbk iso2022_jp iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-cyrillic mac-roman shift_jis""".split()
)


def text_of(content: Content) -> str:
    """The text of a file in UTF-8, without a byte order mark and otherwise as it stands. Raises DocumentError."""
    name, data = content.name, content.data
    skip, encoding = mark_of(data)
    if encoding and encoding != "utf-8":
        raise DocumentError(name, "is text in UTF-16, not text in UTF-8", _UTF16)
    damage = _CONTROL.search(data)
    if damage:
        what = f"is a binary or damaged file: byte 0x{damage[0].hex()} at offset {damage.start()}"
        raise DocumentError(name, what, "Name a text file, or save its text as a .txt file in UTF-8")
    try:
        return data[skip:].decode()
    except UnicodeDecodeError as error:
        remedy = "If it is older Western text, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.txt"
        raise DocumentError(name, _place(data, skip + error.start, "UTF-8"), remedy) from error


def markup_of(content: Content) -> str:
    """The markup of a page or feed: by byte order mark, server, its own word, else UTF-8. Raises DocumentError."""
    skip, encoding = mark_of(content.data)
    encoding = encoding or _declared(content) or "utf-8"
    try:
        return content.data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        remedy = "Save the page anew from a browser, or its text as a .txt file in UTF-8"
        what = _place(content.data, skip + error.start, encoding.upper())
        raise DocumentError(content.name, what, remedy) from error


def _declared(content: Content) -> str | None:
    """The encoding that the server or the page names. Raises DocumentError for one that is not known."""
    head = content.data[:_HEAD]
    found = _XML.match(head) or _META.search(head)
    label = content.charset or (found[1].decode() if found else None)
    if label is None:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        name = label
    if name.startswith("utf-16"):  # what can be read as ASCII up to here is not UTF-16
        return "utf-8"
    if name in _AS_WINDOWS:
        return "cp1252"
    if name not in _KNOWN:
        raise DocumentError(content.name, f"is in an unknown encoding, {label!r}", "Save its text as UTF-8")
    return name


def _place(data: bytes, offset: int, encoding: str) -> str:
    """Where a byte is no text."""
    line = data.count(b"\n", 0, offset) + 1
    return f"is not valid {encoding}: byte 0x{data[offset]:02x} at offset {offset} (line {line})"
