"""Whatever the history of loads, decisions and withdrawals, what holds follows from the decisions left in force."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.api.reviewing import Wish
from wattgraph.api.store import Store

NAMES = ("hosting", "loan", "fall", "other fall", "site")
#: What each version of the machine is sure of; it doubts the rest, and passes over what it is silent on.
SURE = {"1.0": (), "1.1": ("hosting", "fall"), "1.2": ("loan", "fall", "other fall"), "2.0": NAMES}
SILENT = {"1.0": (), "1.1": ("site",), "1.2": ("hosting",), "2.0": ()}
#: A correction of each fact that the text bears out.
OTHERWISE = {
    "hosting": {"kind": "lease"}, "loan": {"kind": "creditFacility", "date": ""},
    "fall": {"parties": "Cipher Mining (subject)"}, "other fall": {"modality": "reported"}, "site": {"place": ""},
}  # fmt: skip
LOADS = st.tuples(st.just("load"), st.sampled_from(tuple(SURE)))
DECISIONS = st.tuples(
    st.sampled_from(("accept", "reject", "correct")), st.sampled_from(NAMES), st.sampled_from(("ann", "bob"))
)
WITHDRAWALS = st.tuples(st.just("withdraw"), st.integers(0, 5))
QUICK = settings(max_examples=40)


class Desk:
    """A ledger, the machine that reads for it, and the person who decides."""

    def __init__(self, store, machine, facts):
        self.store, self.machine, self.facts = store, machine, facts
        self.load("1.0")
        found = {(i.fact["type"], i.fact["parties"][0]["name"]): i.id.hex() for i in store.review()}
        self.ids = {name: found[line["type"], line["parties"][0]["name"]] for name, line in facts.items()}

    def load(self, version):
        sure, silent = SURE[version], SILENT[version]
        says = [self.facts[name] for name in sure if name not in silent]
        doubts = [self.facts[name] for name in NAMES if name not in (*sure, *silent)]
        self.machine(self.store, says, doubts, version)

    def decide(self, verb, name, author):
        changes = OTHERWISE[name] if verb == "correct" else {}
        (number,) = self.store.decide([Wish(self.ids[name], verb, author, changes=changes)])
        return number


def history(desk, steps):
    """Takes the steps. Returns the decisions in force, as steps, and the newest version that was loaded."""
    taken, version = [], "1.0"
    for step in steps:
        if step[0] == "load":
            desk.load(step[1])
            version = max(version, step[1])
        elif step[0] == "withdraw":
            if taken:
                force = {name: (number, verb, author) for number, verb, name, author in taken}
                number = sorted(force.values())[step[1] % len(force)][0]
                desk.store.withdraw(number, "eve")
                taken = [t for t in taken if t[0] != number]
        else:
            number = desk.decide(*step)
            if number not in [t[0] for t in taken]:
                taken.append((number, *step))
    return {name: (verb, name, author) for _, verb, name, author in taken}, version


@QUICK
@given(
    steps=st.lists(st.one_of(LOADS, DECISIONS, WITHDRAWALS), max_size=9), late=st.booleans(),
    chance=st.randoms(use_true_random=False),
)  # fmt: skip
def test_any_history_ends_as_its_net_decisions_alone(machine, facts, steps, late, chance):
    with tempfile.TemporaryDirectory() as folder:
        with Store(Path(folder) / "one.db") as one:
            force, version = history(Desk(one, machine, facts), steps)
            assert one.rebuild()["differed"] == 0
            ended = one.dump_hash()
            shown = [(i.id, i.state) for only in ("waiting", "decided") for i in one.review(only)]
        with Store(Path(folder) / "two.db") as two:
            desk = Desk(two, machine, facts)
            net = list(force.values())
            chance.shuffle(net)
            if late:
                desk.load(version)
            for step in net:
                desk.decide(*step)
            desk.load(version)
            assert two.dump_hash() == ended
            assert [(i.id, i.state) for only in ("waiting", "decided") for i in two.review(only)] == shown


@pytest.mark.parametrize("verb", ["accept", "reject", "correct"])
@pytest.mark.parametrize("name", NAMES)
def test_each_decision_withdrawn_leaves_no_trace(store, machine, facts, name, verb):
    desk = Desk(store, machine, facts)
    for version in SURE:
        desk.load(version)
        before = store.dump_hash()
        number = desk.decide(verb, name, "ann")
        assert store.dump_hash() != before
        store.withdraw(number, "ann")
        assert store.dump_hash() == before
