"""Whatever is loaded in whatever order: conflicts are symmetric, do not depend on it, and end with one side."""

import tempfile
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.conflicts import conflicts
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Snapshot
from wattgraph.schema.numbers import find_quantities, rounding

QUICK = settings(max_examples=25)
POWERS = ("500 MW", "501 MW", "about 500 MW", "up to 500 MW", "300 MW", "0.3 GW", "at least 400 MW", "1.3 GW")
#: Power, basis, date and when it was published, of one text each.
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(POWERS), st.sampled_from(["facility", "criticalIT", None]),
        st.sampled_from(["2025-03-01", "2025", None]), st.sampled_from(["2024", "2025-06", None]),
    ),
    min_size=1, max_size=5, unique=True,
)  # fmt: skip


def found_in(pages):
    """The conflicts of some pages in a new ledger; who asks about a subject alone gets the same."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db", create=True) as ledger:
        for page, day in pages:
            page.into(ledger, **({"published": day} if day else {}))
        view = Snapshot(ledger).view()
        found = conflicts(view)
        for site in view.of_kind("Site"):
            assert conflicts(view, site=site.id) == [c for c in found if c.subject == site.id]
        return found


def pages_of(plant, texts):
    heads = ("Alder", "Alder Station", "Alder Works", "Old Alder", "Alder Place")
    return [(plant(power, basis=basis, date=date, head=head), day) for head, (power, basis, date, day)
            in zip(heads, texts, strict=False)]  # fmt: skip


@QUICK
@given(texts=TEXTS, chance=st.randoms(use_true_random=False))
def test_the_order_of_loading_does_not_matter(plant, texts, chance):
    pages = pages_of(plant, texts)
    mixed = list(pages)
    chance.shuffle(mixed)
    assert [(c.id, c.kind, c.gap, c.why) for c in found_in(pages)] == [
        (c.id, c.kind, c.gap, c.why) for c in found_in(mixed)
    ]


@QUICK
@given(texts=TEXTS)
def test_figures_that_round_to_the_same_are_no_conflict_and_all_others_are(plant, texts):
    told = {frozenset(s.value.verbatim for s in c.sides) for c in found_in(pages_of(plant, texts))}
    ranges = {power: rounding(find_quantities(power)[0].quantity) for power, *_ in texts}
    names = {power: find_quantities(power)[0].quantity.verbatim for power in ranges}
    may = {
        frozenset((names[a], names[b])) for a, b in combinations(ranges, 2) if not ranges[a].meets(ranges[b])
    }  # fmt: skip
    assert told <= may


@QUICK
@given(texts=TEXTS, taken=st.integers(0, 4))
def test_without_one_text_its_conflicts_are_gone_and_all_others_stay(plant, texts, taken):
    pages = pages_of(plant, texts)
    gone = pages[taken % len(pages)]
    all_ = found_in(pages)
    left = found_in([page for page in pages if page is not gone])
    theirs = {c.id for c in all_ if any(gone[0].document.id in side.documents for side in c.sides)}
    assert {c.id for c in all_} - theirs <= {c.id for c in left}
    assert not any(gone[0].document.id in side.documents for c in left for side in c.sides)
