"""Commands by which people decide: take claims back, judge what is the same, withdraw a judgement."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ...schema.words import plain
from . import console, options

if TYPE_CHECKING:
    from ...graph.ledger import Act, Claim

_Id = Annotated[
    str, typer.Argument(metavar="ID", help="The id of a statement, a thing or a document.", show_default=False)
]


class Verb(StrEnum):
    """What can be judged of two things, or of two documents (nearDuplicate)."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NEAR_DUPLICATE = "nearDuplicate"


def retract(
    id: _Id,
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Take back what a document says; no reload and no newer version brings it back."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        claim = opened.retract(id, options.who(author), reason)
    console.say(f"Taken back: {_claim(claim)}. Undo it with 'wattgraph restore {id} --store {store}'")


def restore(
    id: _Id,
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Give back what was taken back by the same id."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        claim = opened.restore(id, options.who(author), reason)
    console.say(f"Given back: {_claim(claim)}")


def _claim(claim: "Claim") -> str:
    document = f"document {claim.document.hex()}"
    if claim.subject is None:
        return f"all that {document} says"
    if claim.property is None:
        return f"all that {document} says of {claim.subject.hex()}"
    said = claim.object.hex() if isinstance(claim.object, bytes) else claim.object
    return f"that {claim.property} of {claim.subject.hex()} is {said}, as {document} says"


def judge(
    verb: Annotated[Verb, typer.Argument(metavar="VERB", help="same, different, unsure or nearDuplicate.")],
    one: Annotated[str, typer.Argument(metavar="A", help="The id of a thing.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="The id of another.", show_default=False)],
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Judge whether two things are the same. It outranks every rule, and can be withdrawn."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        number = opened.judge(verb.value, one, other, options.who(author), reason)
    console.say(f"Judgement {number}: {one} and {other} are {plain(verb.value)}. Undo it with 'wattgraph withdraw "
                f"{number} --store {store}'")  # fmt: skip


def withdraw(
    number: Annotated[int, typer.Argument(metavar="N", help="The judgement's number.", show_default=False)],
    reason: options.Reason = "",
    author: options.Author = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Withdraw a judgement."""
    from ..store import Store

    with Store(store, create=False, wait=wait) as opened:
        pair = next((_pair(act) for act in opened.judgements() if act.number == number), None)
        opened.withdraw(number, options.who(author), reason)
        again = [act for act in opened.judgements() if pair and _pair(act) == pair]
    console.say(f"Judgement {number} withdrawn")
    for act in again:
        console.say(f"Judgement {act.number} ({plain(act.verb)}) on the same two is in force again")


def _pair(act: "Act") -> frozenset[bytes | None] | None:
    """The two that a judgement is on, None of a decision."""
    return None if act.item else frozenset((act.subject, act.other))


COMMANDS = (retract, restore, judge, withdraw)
