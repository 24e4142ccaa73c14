"""What a store of quads says of itself: up to where it follows which log, and from where it looks at it."""

from hashlib import blake2b
from importlib.metadata import version

from pyoxigraph import NamedNode, Quad

from ..ledger import Ledger
from ..view.perspective import Perspective
from . import literals as lit
from . import terms as t

#: The graph in which a store says this.
SELF = NamedNode(t.GRAPH + "about")
#: Raised when the same ledger gets other quads, so that stores of an earlier form are made anew.
_FORM = 3


def mark(ledger: Ledger, sequence: int) -> str:
    """What a store of this release is known by that follows the ledger up to a sequence."""
    whole = f"{ledger.mark(sequence)} {_FORM} {version('wattgraph')}"
    return blake2b(whole.encode(), digest_size=8).hexdigest()


def about(ledger: Ledger, sequence: int, perspective: Perspective) -> list[Quad]:
    """The graph of a store that shows the ledger up to a sequence from a perspective."""
    told = {"mark": mark(ledger, sequence), "policy": perspective.policy.name, **perspective.clocks}
    return [
        Quad(SELF, t.own_iri("sequence"), lit.count(sequence), SELF),
        *(Quad(SELF, t.own_iri(name), lit.text(words), SELF) for name, words in told.items()),
    ]
