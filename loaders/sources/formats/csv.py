"""CSV: strictly read, with the row that is wrong in each message."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from ...documents.errors import DocumentError, system_error

#: Characters of a cell. Notes of a data set run to some thousands.
_LONGEST = 1_000_000
_HEAD = 65_536
_PARTED = "If the file is cut off, fetch it anew; if a cell holds what parts the cells, put it in double quotes"
_WHOLE = "Fetch the file anew: this one is cut off or damaged"


def read_csv(path: Path, delimiter: str | None, encoding: str) -> Iterator[list[str]]:
    """The rows of a file, the header first. Raises DocumentError."""
    csv.field_size_limit(_LONGEST)
    number, width, blank = 0, 0, 0
    try:
        codecs.lookup(encoding)
        with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
            parted = delimiter or _delimiter(file.read(_HEAD))
            file.seek(0)
            for number, row in enumerate(csv.reader(file, delimiter=parted, strict=True), 1):
                width = width or len(row)
                if not row:
                    blank += bool(width)
                    continue
                if len(row) != width:
                    what = f"row {number}: has {len(row)} cell{'s' * (len(row) != 1)}, the header has {width}"
                    raise DocumentError(path, what, _PARTED)
                while blank:  # one between others counts, so that messages name the row that people see
                    yield [""] * width
                    blank -= 1
                yield row
    except csv.Error as error:
        raise DocumentError(path, f"row {number + 1}: cannot be read as CSV ({error})", _WHOLE) from error
    except UnicodeDecodeError as error:
        raise _undecoded(path, encoding, error) from error
    except UnicodeError as error:
        raise DocumentError(
            path, f"is not {encoding.upper()} ({error})", "Name its encoding in the definition"
        ) from error
    except LookupError as error:
        raise DocumentError(
            path, f"cannot be read in the encoding {encoding!r}", "Name one that Python has"
        ) from error
    except OSError as error:
        raise system_error(path, error) from error
    if width == 0:
        raise DocumentError(path, "is empty", "Fetch the file anew")


def _delimiter(head: str) -> str:
    """What parts the columns: what stands most often in the first line, commas before all."""
    line = head.split("\n", 1)[0]
    return max(",\t;|", key=lambda sign: line.count(sign))


def _undecoded(path: Path, encoding: str, error: UnicodeDecodeError) -> DocumentError:
    """Where the first byte stands that is no text in the encoding. The decoder counts from its own last chunk."""
    bad = error.object[error.start : error.start + 1]
    row, seen = 1, codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        for line in file:
            try:
                seen.decode(line)
            except UnicodeDecodeError:
                break
            row += 1
    what = f"row {row}: byte 0x{bad.hex()} is not valid {encoding.upper()}"
    remedy = 'Say encoding = "latin-1" in the table\'s definition if it is older Western text, or convert it: '
    return DocumentError(path, what, remedy + "iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.csv")
