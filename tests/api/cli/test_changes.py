"""`wattgraph changes` as a user meets it."""

import json
from pathlib import Path

import pytest

from wattgraph.api import exits

from .conftest import Command

OLD = "On 2025-02-03 Alder signed a $7 billion hosting deal with Birch.\n"
NEW = "On 2026-02-03 Alder signed a $5 billion hosting deal with Cedar.\n"


@pytest.fixture
def loaded(home: Path, wattgraph: Command) -> Path:
    """A ledger with an article of 2025 and one of 2026."""
    for name, text, published in (("old.txt", OLD, "2025-02-04"), ("new.txt", NEW, "2026-02-04")):
        Path(name).write_text(text)
        assert wattgraph("load", name, "--published", published).code == exits.OK
    return home


def test_what_is_new_since_a_date(loaded: Path, wattgraph: Command) -> None:
    answer = wattgraph("changes", "--since", "2025", "--of", "Deal")
    (line,) = answer.out.splitlines()
    sort, what, prop, before, after, days, why = line.split("\t")
    assert (prop, before, after, days) == ("amount", "", "$5bn", "")
    assert sort in ("world", "unknown")
    assert what == "Alder – Cedar hosting, $5bn"
    assert why
    assert answer.err == ""


def test_in_json_every_value_has_its_words(loaded: Path, wattgraph: Command) -> None:
    found = json.loads(wattgraph("changes", "--since", "2025", "--until", "2026-03", "--json").out)
    assert (found["since"], found["until"], found["policy"]) == ("2025", "2026-03", "default")
    assert len(found["documents"]) == 1
    assert sum(found["counts"].values()) == found["total"] == len(found["changes"])
    for change in found["changes"]:
        for value in (change["before"], change["after"]):
            assert value is None or any(span["quote"] in NEW for span in value["evidence"])


def test_nothing_changed(loaded: Path, wattgraph: Command) -> None:
    answer = wattgraph("changes", "--since", "2026-03", "--until", "2026-04")
    assert (answer.code, answer.out) == (exits.OK, "")
    assert answer.err == "Nothing changed: 0 documents became known in between.\n"


def test_how_many_more_there_are(loaded: Path, wattgraph: Command) -> None:
    answer = wattgraph("changes", "--since", "2024", "--first", "1")
    assert len(answer.out.splitlines()) == 1
    assert "more: --first " in answer.err
    assert len(wattgraph("changes", "--since", "2024", "--first", "1000").out.splitlines()) > 2


def test_what_only_more_sources_tell_is_counted_and_shown_on_demand(loaded: Path, wattgraph: Command) -> None:
    for name, published in (("first.txt", "2025-05"), ("again.txt", "2026-05-04")):
        Path(name).write_text(
            f"IREN met Microsoft. This is {name}.\n" + "IREN signed a $9 billion lease with Microsoft."
        )
        wattgraph("load", name, "--published", published)
    wattgraph("load", "again.txt", "--published", "2026-05-04", "--title", "Once more", "--publisher", "The Paper")
    answer = wattgraph("changes", "--since", "2026-03")
    assert "one more source" not in answer.out
    assert "that more sources tell; --all shows them." in answer.err
    more = wattgraph("changes", "--since", "2026-03", "--all").out
    assert "one more source tells it: “Once more” (The Paper), published 2026-05-04" in more


def test_since_an_entry_of_the_log(loaded: Path, wattgraph: Command) -> None:
    before = json.loads(wattgraph("stats", "--json").out)["sequence"]
    Path("more.txt").write_text("Dogwood signed a $3 billion hosting deal with Elm.\n")
    wattgraph("load", "more.txt")
    answer = wattgraph("changes", "--since-sequence", before, "--of", "Deal")
    assert [line.split("\t")[4] for line in answer.out.splitlines()] == ["$3bn"]


REFUSALS = {
    "no date": ((), exits.USAGE, ("say since when",)),
    "a word": (("--since", "soon"), exits.USAGE, ("since: 'soon' is no date", "write 2026")),
    "the wrong way": (("--since", "2026", "--until", "2025"), exits.USAGE, ("lies before since",)),
    "another sort": (("--since", "2026", "--only", "big"), exits.USAGE, ("no sort of change", "world, knowledge")),
    "another class": (("--since", "2026", "--of", "Deals"), exits.USAGE, ("no class 'Deals'", "Deal")),
    "no such firm": (("--since", "2026", "--firm", "Zelkova"), exits.FAILURE, ("no actor is called 'Zelkova'",)),
    "no such entry": (("--since-sequence", "99999999"), exits.USAGE, ("the log has the entries 0 to",)),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(
    loaded: Path, wattgraph: Command, arguments: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    wattgraph("changes", *arguments).refused(code, *words)


def test_a_place_is_no_site(loaded: Path, wattgraph: Command) -> None:
    Path("campus.txt").write_text(
        "Alder signed a 200 MW hosting deal with Birch at its campus in Childress, Texas.\n"
    )
    wattgraph("load", "campus.txt", "--published", "2026-05")
    words = "'Childress, Texas' is a place, not a site: texts name places"
    wattgraph("changes", "--since", "2026", "--site", "Childress, Texas").refused(exits.FAILURE, words)


def test_near_and_export_take_the_clocks(loaded: Path, wattgraph: Command) -> None:
    answer = wattgraph("export", "--known-at", "2025-03", "--format", "nquads")
    assert b"5 billion" not in answer.out.encode()
    assert "7 billion" in answer.out
    wattgraph("export", "--as-of", "2025-99").refused(exits.USAGE, "asOf: '2025-99' is no date")
