"""Loading a source: all of its tables at a path, in one transaction, checked before anything of it is seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import numpy as np

from ...graph.ledger import Edition, Ledger, Publication
from ...graph.ledger.publication import Slot
from ...graph.measures import BadMeasure, misses
from ...loaders.documents import DocumentError
from ...loaders.sources.definition import Misdefined
from ...loaders.sources.inputs import Table, read, tables
from ...loaders.sources.part import Part, cell, parts
from ...loaders.sources.source import Source
from ...loaders.sources.unpacking import packed_name, unpacked
from ...schema.dates import DateError, PartialDate
from ...schema.model import model
from ...schema.statement import Appearance
from .bench import Bench, alone
from .judge import Judge, Task, Verdict

#: Parts from which on other processes judge: starting one takes as long as judging some.
_MANY = 3
#: Table and release -> the files that are loaded of it, each with the hashes of its rows' keys.
Beside = dict[tuple[str, str | None], "list[tuple[Copy, np.ndarray]]"]
#: Told after each part: rows done so far.
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Loaded:
    """What a load of a source did. `state`: `loaded` or `unchanged`. `rows` counts those that were read."""

    source: str
    state: str
    tables: tuple[Table, ...]
    rows: int = 0
    asserted: int = 0
    closed: int = 0
    quarantined: int = 0


def load(
    ledger: Ledger, source: Source, path: Path, *, vintage: str | None = None, published: str | None = None,
    progress: Progress | None = None, judges: int | None = None,
) -> Loaded:  # fmt: skip
    """Loads the tables of a source at a path: all of them, or nothing if anything is wrong.

    `vintage`: the release, if the path does not tell; `published`: its date (EDTF), if the definition does not.
    `judges`: processes that read besides this one; by default what the machine has, for large tables only.
    What is loaded already by the same definition is not read again. Raises DocumentError, which names file, row
    and column; JudgeLost; LedgerError and its kinds.
    """
    with unpacked(path) as place:
        found = [Copy(source, table, published) for table in tables(source, place, vintage)]
        done = _loaded(ledger, source, found, progress or (lambda done: None), judges)
        return replace(done, tables=tuple(_named(table, place, path) for table in done.tables))


def _named(table: Table, place: Path, path: Path) -> Table:
    """The table with the names of its files in the archive that they come from, if they come from one."""
    names = (tuple(packed_name(file, place, path) for file in files) for files in (table.files, table.beside))
    return Table(table.name, table.vintage, *names)


def _loaded(
    ledger: Ledger, source: Source, found: "list[Copy]", progress: Progress, judges: int | None
) -> Loaded:  # fmt: skip
    if all(ledger.is_published(one.edition, one.place) for one in found):
        return Loaded(source.name, "unchanged", tuple(one.table for one in found))
    rows = 0
    with ledger.publishing(source.loader, source.version) as publication:
        words = {word: publication.word(word) for word in _words()}
        beside: Beside = {}
        for one in found:
            rows += _Loading(publication, one, words, judges).load(rows, progress, beside)
        _assure(publication, source, found)
        done = publication.done
    tables_ = tuple(one.table for one in found)
    return Loaded(source.name, "loaded", tables_, rows, done.asserted, done.closed, done.quarantined)


def _assure(publication: Publication, source: Source, found: "list[Copy]") -> None:
    """Takes the measures whose outcome the definition knows. Raises DocumentError: nothing is published then."""
    for vintage in source.editions:
        tables: dict[str, list[int]] = {}
        for one in found:
            if (one.table.vintage or "") == vintage.name:
                tables.setdefault(one.table.name, []).extend(one.documents)
        try:
            wrong = misses(publication.connection, tables, vintage.expected) if tables else []
        except BadMeasure as error:
            raise DocumentError(
                source.path, f"expects of {vintage.name or 'its copies'}: {error}", "Mend that"
            ) from error
        if wrong:
            path = next(one.table.path for one in found if (one.table.vintage or "") == vintage.name)
            known = f"{source.name} {vintage.name}".strip()
            what = f"is not what {known} is known to be: {'; '.join(map(str, wrong[:5]))}"
            remedy = (
                "Nothing was loaded. Fetch it anew; a later release, or a part of one, wants a name: --vintage NAME"
            )
            raise DocumentError(path, what, remedy)


class Copy:
    """A table's file as it lies here: what it is a copy of, and how the ledger knows it."""

    def __init__(self, source: Source, table: Table, published: str | None) -> None:
        self.source, self.table = source, table
        told = source.vintage(table.vintage) if table.vintage else None
        self.definition = source.table(table.name, told)
        self.published = published or (told.published if told else _as_date(table.vintage))
        self._basis = "given" if published else told.basis if told else "given" if self.published else "unknown"
        self.bytes_hash = table.bytes_hash()
        #: The numbers of its documents, once they are written.
        self.documents: list[int] = []

    @property
    def header_row(self) -> int:
        """The row in which the header stands: that of the definition in a workbook, the first of any other file."""
        is_book = self.table.path.suffix.lower() == ".xlsx"
        return int(self.definition.get("header", 1)) if is_book else 1

    @property
    def place(self) -> str:
        """What an edited file takes the place of: the table in this release in a file of this name."""
        return f" {self.table.name}|{self.table.vintage or ''}|{self.table.path.name}"

    @property
    def edition(self) -> Edition:
        """Who reads it, and with what."""
        options = f"{self.source.digest} {self.published or ''} {self.bytes_hash.hex()}{self.place}"
        return Edition(self.source.loader, self.source.version, options)

    def appearance(self, part: Part) -> Appearance:
        """Where a part of it appeared."""
        source, table = self.source, self.table
        release = f", {table.vintage}" if table.vintage else ""
        last = part.first + part.rows - 1
        title = f"{source.title}: {table.name}{release} (rows {part.first} to {last})"
        return Appearance(
            source.address, title, source.publisher, self.published, self._basis, source.licence,
            f"{source.name}/{table.name}", table.vintage,
        )  # fmt: skip

    def task(self, columns: tuple[str, ...], words: Mapping[str, int]) -> Task:
        """What its judges need to know."""
        return Task(self.source.name, self.definition, columns, self.published, words)


class _Loading:
    """Loads one table."""

    def __init__(
        self, publication: Publication, copy: Copy, words: Mapping[str, int], judges: int | None
    ) -> None:  # fmt: skip
        self._publication, self._copy, self._words, self._judges = publication, copy, words, judges
        self._keys: list[bytes] = []

    def load(self, before: int, progress: Progress, beside: Beside) -> int:
        """Writes all of it. Returns the number of its rows."""
        copy, done = self._copy, 0
        lines = read(copy.source, copy.table, copy.definition)
        columns = tuple(cell(name) for name in next(lines))
        notes = copy.definition.get("notes", {})
        cut = self._slots(parts(columns, lines, notes, copy.bytes_hash, header_row=copy.header_row))
        try:
            for part, slot, verdict in self._verdicts(copy.task(columns, self._words), cut):
                self._write(slot, verdict)
                done += part.rows
                progress(before + done)
        except Misdefined as error:
            where = f"does not fit its definition: table {copy.table.name}, {error.where}: {error.what}"
            raise DocumentError(copy.table.path, where, error.remedy) from error
        if not done:
            raise DocumentError(copy.table.path, "holds a header and no rows", "Fetch the file anew, or take it out")
        self._check_keys(beside.setdefault((copy.table.name, copy.table.vintage), []))
        self._publication.close_rest(copy.bytes_hash, copy.place)
        return done

    def _slots(self, cut: Iterable[Part]) -> Iterator[tuple[Part, Slot]]:
        for part in cut:
            appearance, options = self._copy.appearance(part), self._copy.edition.options
            yield part, self._publication.slot(part.document, appearance, options)

    def _verdicts(
        self, task: Task, cut: Iterator[tuple[Part, Slot]]
    ) -> Iterator[tuple[Part, Slot, Verdict]]:  # fmt: skip
        """Judges here what is small, and elsewhere what is not."""
        first = list(islice(cut, _MANY))
        whole = chain(first, cut)
        Judge(task)  # a definition that does not fit is found before a process is started
        if self._judges == 0 or (self._judges is None and len(first) < _MANY):
            yield from alone(task, whole)
            return
        with Bench(task, self._judges) as bench:
            yield from bench.verdicts(whole)

    def _write(self, slot: Slot, verdict: Verdict) -> None:
        if verdict.wrong:
            raise DocumentError(self._copy.table.path, *verdict.wrong)
        self._publication.write(slot, verdict.judged)
        self._copy.documents.append(slot.number)
        self._keys.append(verdict.keys)

    def _check_keys(self, beside: "list[tuple[Copy, np.ndarray]]") -> None:
        """Raises DocumentError for a key that stands in two rows, of this file or of others of its release."""
        path, same = self._copy.table.path, f"has the same key ({self._copy.definition.get('key')}) as"
        keys = np.frombuffer(b"".join(self._keys), dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        twice = np.flatnonzero((ordered[1:] == ordered[:-1]) & (ordered[1:] != 0))  # 0: a blank row
        if len(twice):
            start = self._copy.header_row + 1
            one, other = int(order[twice[0]]) + start, int(order[twice[0] + 1]) + start
            remedy = "Take one of them out, or name more columns as the key"
            raise DocumentError(path, f"row {other}: {same} row {one}", remedy)
        for copy, theirs in beside:
            both = np.flatnonzero(np.isin(keys, theirs) & (keys != 0))
            if len(both) and copy.bytes_hash != self._copy.bytes_hash:
                row = int(both[0]) + self._copy.header_row + 1
                what = f"row {row}: {same} a row of {copy.table.path.name}, of the same release"
                raise DocumentError(
                    path, what, "Take one of the files out, or load each as a release: --vintage NAME"
                )
        beside.append((self._copy, keys))


def _words() -> Iterator[str]:
    """All words that rows may need: classes, properties, modalities and statuses."""
    known = model()
    for kind in known.kinds.values():
        yield kind.name
        yield from kind.properties
    for vocabulary in ("modality", "status"):
        yield from known.vocabularies[vocabulary]


def _as_date(vintage: str | None) -> str | None:
    """The name of a release as its date, if it is one."""
    try:
        return str(PartialDate.parse(vintage)) if vintage else None
    except DateError:
        return None
