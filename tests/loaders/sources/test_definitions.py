"""Definitions: each mistake in one is told by its key, with what may stand there, before a row is read."""

from pathlib import Path

import pytest

from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources import SourceUnknown, defined, names, source, sources
from wattgraph.loaders.sources.definition import Misdefined
from wattgraph.loaders.sources.reader import TableReader

GOOD = """\
[source]
name = "parks"
title = "Parks"
publisher = "Northmoor Survey"
licence = "CC0-1.0"

[tables.parks]
key = "{id}"

[tables.parks.notes]
mw = "power in MW, of the parks in the Atlas"

[tables.parks.things.atlas]
class = "Program"
key = "atlas"
name = { text = "Atlas", by = "mw" }

[tables.parks.things.holder]
class = "Firm"
key = "holder/{each}"
each = { column = "holders", split = "; ", tags = { "#sure" = "asserted" } }
name = "each"

[tables.parks.things.park]
class = "Site"
name = "name"
kind = { column = "type", words = { wind = "powerPlant" }, else = "dataCenter" }
start = { column = "since", take = "^([0-9]{4})" }
owner = { thing = "holder" }
program = { thing = "atlas" }

[tables.parks.things.capacity]
class = "Capacity"
when = { since = { until = "release" } }
kind = { word = "existing", by = "mw" }
power = "mw"
site = { thing = "park" }
modality = { column = "sure", words = { no = "possible" }, else = "asserted" }
status = "operational"

[[vintages]]
name = "2026-07"
published = "2026-07-19"
expected = [{ count = "Site", equals = 3 }]
"""
COLUMNS = ("id", "name", "type", "since", "holders", "mw", "sure", "price (USD)")

#: What is changed in the definition -> the words of the message.
MISTAKES = {
    "no TOML": ('name = "parks"', "name = parks", "is not TOML|line 2|docs/sources.md"),
    "no source": ("[source]", "[sauce]", "the unknown key 'sauce'|Known are source, tables, vintages, expected"),
    "no licence": (
        'licence = "CC0-1.0"\n', "",
        "has no licence in [source]. Add it. Data without a licence is not loaded",
    ),
    "an empty licence": ('"CC0-1.0"', '""', "has no licence in [source]"),
    "a licence of blanks": ('"CC0-1.0"', '"  "', "[source] has licence = '  '"),
    "no publisher": ('publisher = "Northmoor Survey"\n', "", "has no publisher in [source]. Add it"),
    "a key that is unknown": (
        "licence =", 'license = "MIT"\nlicence =',
        "[source] has the unknown key 'license'|licence",
    ),
    "a name with a path": ('"parks"', '"../parks"', "[source] has name = '../parks'|letters, digits"),
    "a version of words": ("licence =", 'version = "new"\nlicence =', "[source] has version = 'new'"),
    "rolling": ("licence =", 'rolling = "yes"\nlicence =', "[source] has rolling = 'yes'|true or false"),
    "one vintage": ("[[vintages]]", "[vintages]", "has vintages =|[[vintages]]"),
    "a vintage without a name": ('name = "2026-07"\n', "", "[[vintages]] without a name"),
    "a vintage's date": ('"2026-07-19"', '"19/7/2026"', "vintage 2026-07: |19/7/2026|Mend its date"),
    "a vintage's bare date": ('"2026-07-19"', "2026-07-19", "vintage 2026-07 has published = |It takes words"),
    "a vintage's key": ("published =", "publshed =", "vintage 2026-07 has the unknown key 'publshed'"),
    "a vintage's basis": ("published =", 'basis = "hearsay"\npublished =', "basis = 'hearsay'|stated, metadata"),
    "a vintage's table": ("published =", "tables.plants = {}\npublished =", "speaks of table 'plants'"),
    "no things": ("[tables.parks]", "[tables.others]\n[tables.parks]", "[tables.others] has no things"),
    "a table's key": ("[tables.parks]", "[tables.parks]\nfile = 1", "[tables.parks] has the unknown key 'file'"),
    "files": ("[tables.parks]", '[tables.parks]\nfiles = "*.csv"', '[tables.parks] has files = |["*.csv"]'),
    "a delimiter of two": ("[tables.parks]", '[tables.parks]\ndelimiter = "||"', "delimiter = '||'|one sign"),
    "a table like none": ("[tables.parks]", '[tables.parks]\nlike = "x"', "is like 'x', which is no other table"),
    "an empty note": ('"power in MW, of the parks in the Atlas"', '""', "has notes ="),
    "a thing that is none": (
        "[tables.parks.things.atlas]", "[tables.parks.things]\nx = 5\n[tables.parks.things.atlas]",
        "has things =",
    ),
    "a pattern": ('"^([0-9]{4})"', '"^([0-9]{4"', "things.park.start has take = |regular expression"),
    "a pattern without a group": ('"^([0-9]{4})"', '"^[0-9]{4}"', "things.park.start has take = |with a group"),
    "a value of a number": ('owner = { thing = "holder" }', "owner = 5", "things.park.owner is 5|column, words"),
    "a value's key": ('{ thing = "holder" }', '{ things = "holder" }', "owner has the unknown key 'things'"),
    "words": ('words = { wind = "powerPlant" }', 'words = ["wind"]', "things.park.kind has words = |table of words"),
    "when": ('when = { since = { until = "release" } }', 'when = "since"', "things.capacity has when = 'since'"),
    "a limit": ('until = "release"', 'before = "release"', "things.capacity has when ="),
    "tags": ('tags = { "#sure" = "asserted" }', 'tags = ["#sure"]', "things.holder.each has tags ="),
    "each": (
        'each = { column = "holders"', 'each = { columns = "holders"',
        "holder.each has the unknown key 'columns'",
    ),
    # what only the model and the header can tell
    "a class": ('"Capacity"', '"Kapacity"', "capacity: has the class 'Kapacity'|Site"),
    "an abstract class": ('"Firm"', '"Actor"', "holder: has the class 'Actor'"),
    "a property": ("power =", "pover =", "Capacity has no property 'pover'|Did you mean power"),
    "a word": (
        'word = "existing"', 'word = "exists"',
        "capacity.kind: 'exists' is not in the list capacityKind|existing",
    ),
    "a word of a cell": ('wind = "powerPlant"', 'wind = "plant"', "'plant' is not in the list siteKind"),
    "a word for none": ('else = "dataCenter"', 'else = "centre"', "'centre' is not in the list siteKind"),
    "a modality": ('no = "possible"', 'no = "maybe"', "'maybe' is not in the list modality"),
    "a tag": ('"#sure" = "asserted"', '"#sure" = "sure"', "'sure' is not in the list modality"),
    "a status": ('"operational"', '"running"', "'running' is not in the list status"),
    "a word where words go": ('name = "name"', 'name = { word = "name" }', "park.name: takes string, not words"),
    "a thing below": (
        '{ thing = "holder" }', '{ thing = "capacity" }',
        "names 'capacity', which no thing above it is",
    ),
    "a thing of a wrong class": (
        'owner = { thing = "holder" }', 'owner = { thing = "atlas" }',
        "names a Program, not a Actor",
    ),
    "a column for a thing": ('site = { thing = "park" }', 'site = "name"', "capacity.site: takes Site, not a column"),
    "a column": ('"since", take', '"sinse", take', "no column 'sinse'; the nearest is 'since'"),
    "a column of a key": ('"{id}"', '"{ID}"', "no column 'ID'; the nearest is 'id'"),
    "a column of a thing's key": ("{each}", "{ech}", "no column 'ech'"),
    "a note on no column": ("mw = ", "MWs = ", "no column 'MWs'"),
    "no unit": ('power = "mw"', 'power = "id"', "the column 'id' names no unit"),
    "a wrong unit": ('power = "mw"', 'power = "price (USD)"', "the column 'price (USD)' is in USD|power takes power"),
    "a text of no note": ('text = "Atlas"', 'text = "Index"', "'Index' stands in no note"),
    "no key": ('key = "{id}"\n', "", "park: has no key|key ="),
    "a thing like itself": ('class = "Site"', 'like = "park"', "is like 'park', which is no other thing"),
    "a limit that is no date": ('until = "release"', 'until = "soon"', "capacity.when: |soon"),
    "each without split": (', split = "; "', "", "each: is not complete"),
    "an empty split": ('split = "; "', 'split = ""', "things.holder.each has split = ''"),
}  # fmt: skip


def refusal(folder: Path, text: str) -> str:
    """The message of a definition that is refused; '' of one that is not."""
    path = folder / "mapping.toml"
    path.write_text(text)
    try:
        told = defined(path)
        TableReader("parks", told.table("parks", None), COLUMNS, "2026-07-19")
    except DocumentError as error:
        return str(error).removeprefix(f"{path} ")
    except Misdefined as error:
        return f"{error.where}: {error.what}. {error.remedy}"
    return ""


def test_a_definition_without_a_mistake(tmp_path: Path) -> None:
    assert refusal(tmp_path, GOOD) == ""


@pytest.mark.parametrize(("old", "new", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert GOOD.count(old) >= 1
    message = refusal(tmp_path, GOOD.replace(old, new, 1))
    assert not message.startswith("/")  # it began with the definition's own path
    for part in words.split("|"):
        assert part in message


def test_things_that_are_like_each_other_end(tmp_path: Path) -> None:
    text = GOOD.replace('class = "Site"', 'like = "capacity"').replace('class = "Capacity"', 'like = "park"')
    assert "which is no other thing" in refusal(tmp_path, text)


def test_a_release_that_is_not_dated_cannot_part_what_lies_after_it(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(GOOD)
    with pytest.raises(Misdefined, match="the date of the release is not known"):
        TableReader("parks", defined(path).table("parks", None), COLUMNS, None)


def test_an_unknown_source_is_met_with_those_that_are_there() -> None:
    with pytest.raises(SourceUnknown, match=r"no source 'Epochs'; did you mean epoch\? There are: eia860, epoch"):
        source("Epochs")


def test_what_ships_is_complete() -> None:
    assert names() == ["eia860", "epoch", "gleif", "im3", "sec", "sp500", "wri"]
    for one in sources():
        assert one.shipped
        assert one.address
        assert one.attribution
        assert one.doc.endswith(".")
        assert (one.path.parent / "sample").is_dir()
        assert one.rolling or all(v.published for v in one.vintages)
        assert (one.rolling and one.name != "sec") or any(v.expected for v in one.vintages)


def test_a_release_changes_a_table_where_it_says_so() -> None:
    epoch = source("epoch")
    april, july = epoch.vintage("2026-04"), epoch.vintage("2026-07")
    told = {v.name: epoch.table("centers", v)["things"]["current"]["basis"]["word"] for v in epoch.vintages}
    assert told == {"2025-12": "facility", "2026-04": "facility", "2026-07": "criticalIT"}
    assert april
    assert july
    assert epoch.table("centers", None) == epoch.table("centers", july)  # what is not known is read as the newest
    old = epoch.table("centers", epoch.vintage("2025-12"))["things"]["center"]
    assert "country" not in old  # an empty table takes it away
    assert old["latitude"] == "Latitude"
