"""`wattgraph paths` as a user meets it."""

import json
from pathlib import Path

import pytest

from wattgraph.api import exits

from .conftest import Command

TEXTS = (
    "TeraWulf has signed a ten-year lease with Fluidstack worth $3.7 billion. Google will backstop $1.8 billion of "
    "Fluidstack's obligations under the lease.\n",
    "Cipher Mining signed a lease with Amazon Web Services worth $5.5 billion. Cipher Mining signed a lease with "
    "Fluidstack worth $3 billion.\n",
)


@pytest.fixture
def loaded(home: Path, wattgraph: Command) -> Path:
    """A ledger with two articles."""
    for number, text in enumerate(TEXTS):
        Path(f"{number}.txt").write_text(text)
        assert wattgraph("load", f"{number}.txt", "--published", f"2025-0{number + 1}").code == exits.OK
    return home


def test_each_hop_has_its_class_amount_and_words(loaded: Path, wattgraph: Command) -> None:
    out = wattgraph("paths", "TeraWulf", "Google").out
    assert out.startswith("TeraWulf → Google: credit, 2 hops\n  1. TeraWulf (provider) → Fluidstack (customer): ")
    assert "contract, signed; TeraWulf – Fluidstack lease, $3.7bn" in out
    assert "“TeraWulf has signed a ten-year lease with Fluidstack worth $3.7 billion”" in out
    assert "weakest: hop 2, credit" in out
    assert "1 found: 1 actor at one end and 1 at the other, up to 3 hops" in out


def test_roles_stand_for_ends(loaded: Path, wattgraph: Command) -> None:
    by_role = wattgraph("paths", "--from-role", "bitcoinMiner", "--to-role", "hyperscaler").out
    assert "TeraWulf → Google" in by_role
    assert "Cipher Mining → Amazon Web Services" in by_role
    assert "TeraWulf → Google" in wattgraph("paths", "TeraWulf", "--to-role", "hyperscaler").out
    assert "TeraWulf → Google" in wattgraph("paths", "Google", "--from-role", "bitcoinMiner").out


def test_what_came_near_says_by_which_rule(loaded: Path, wattgraph: Command) -> None:
    out = wattgraph("paths", "TeraWulf", "Amazon", "--hops", "3").out
    assert out.startswith("no path, sameSide: ")
    assert "searched so far, found none" in out


def test_json_has_quotes_with_their_offsets(loaded: Path, wattgraph: Command) -> None:
    found = json.loads(wattgraph("paths", "TeraWulf", "Google", "--json").out)
    (path,) = found["paths"]
    assert (found["total"], path["link"], path["weakest"], len(path["hops"])) == (1, "credit", 1, 2)
    for hop in path["hops"]:
        assert any(TEXTS[0][said["start"] : said["end"]] == said["quote"] for said in hop["evidence"])


def test_a_name_that_nobody_has(loaded: Path, wattgraph: Command) -> None:
    answer = wattgraph("paths", "TeraWolf", "Google")
    assert answer.code == exits.OK
    assert "no actor is called 'TeraWolf' (names are compared whole); near: TeraWulf" in answer.out


REFUSALS = {
    "one end": (("TeraWulf",), ("TO or --to-role is missing",)),
    "too many": (("A", "B", "--to-role", "bank"), ("'B' is one name too many",)),
    "another role": (("A", "--to-role", "banker"), ("no role 'banker'; there are", "hyperscaler")),
    "too long": (("A", "B", "--hops", "4"), ("--hops", "equal to 3")),
    "another order": (("A", "B", "--order", "best"), ("no order 'best'; there are firmest and shortest",)),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(loaded: Path, wattgraph: Command, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    wattgraph("paths", *arguments).refused(exits.USAGE, *words)
