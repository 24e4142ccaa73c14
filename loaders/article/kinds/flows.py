"""Capital flows: money for a claim and own spending, from an amount whose frame is decided."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ...facts import Fact, Party, Slot
from ..actors.references import Reference
from ..actors.scene import Scene
from ..language.lexicon import lexicon
from . import details, guarantees, lending, stages, targets
from .amounts import Amount
from .frames import Verdict
from .lending import LENT
from .shares import gapped, own, spread
from .sides import speaks
from .stages import meant, stage

_DONE = frozenset("raised closed completed bought took drew secured obtained lent borrowed sold received won".split())


def flow(scene: Scene, amount: Amount, verdict: Verdict) -> Fact | None:
    """The capital flow of an amount; None where nobody is known to pay or to take it."""
    subject = _subject(scene, amount, verdict)
    kind, parties = _cast(scene, amount, verdict, subject)
    own = verdict.cue.group == "plant"
    kind, parties = _completed(scene, kind, parties, "" if own else _verb(scene, verdict))
    if not parties:
        return None
    if any(token.lower == "respectively" for token in scene.tokens) or spread(scene, amount):
        return None  # each party has an amount of its own: one joint flow would be wrong for all of them
    if kind in LENT and lending.mixed(scene, subject):
        return None
    if kind in _SPENT and stages.between(scene, amount.first):
        return None  # "in talks with Aa about an investment of 7 million in its site": Aa's money, or its own
    anchor = verdict.verb if verdict.verb is not None else amount.first
    said = meant(scene, amount.first)
    parties += [details.group(scene, r, "beneficiary") for r in _served(scene, amount, kind)]
    where = details.place(scene, scene.named, amount.last) if kind in ("capexCommitment", "investment") else None
    slots = dict(details.dates(scene, amount.first))
    head = scene.words(anchor, anchor) if verdict.cue.first == amount.first else scene.words(*verdict.cue[:2])
    return Fact(
        "CapitalFlow", kind, tuple(parties), details.quote(scene, [amount.value, *(p.spot for p in parties)]),
        head, amount.quantity, amount.number, amount.value, unit=amount.unit,
        open_list=scene.open_list(subject), modality=said, status=_status(scene, amount, verdict, kind, said),
        date=slots.get("date"), start=slots.get("start"), end=slots.get("end"), place=where,
        purpose=_purpose(scene, amount), confidence=0.8,
    )  # fmt: skip


def _person_behind(scene: Scene, owner: Reference) -> bool:
    return any(0 < t.first - owner.last < 4 and not t.verbal for t in scene.by_group.get("person", ()))


def _verb(scene: Scene, verdict: Verdict) -> str:
    return scene.tokens[verdict.verb].lower if verdict.verb is not None else ""


def _served(scene: Scene, amount: Amount, kind: str) -> list[Reference]:
    """An unnamed group that own spending is meant for: "intended for U.S. government agencies"."""
    if kind != "capexCommitment":
        return []
    after = scene.after(amount.last, ("for",), scene.stop(amount.last))
    return [r for r in after if r.how == "group" and lexicon().has(scene.tokens[r.last].lower, "bodyHead")]


def _subject(scene: Scene, amount: Amount, verdict: Verdict) -> Reference | None:
    """Who acts on the amount: the owner before it, else the subject of its verb, else the focus."""
    at = verdict.verb if verdict.verb is not None else amount.first
    if (listed := gapped(scene, amount)) is not None:
        return listed
    owner = next((r for r in scene.references if r.possessive and r.how != "group" and r.last < amount.first
                  and amount.first - r.last < 8 and not scene.verb_between(r.last, amount.first)), None)  # fmt: skip
    if owner is not None and (not owner.barred or amount.first - owner.last < 3):
        return owner
    if (holder := _holder(scene, amount, verdict)) is not None:
        return holder
    if verdict.verb is not None and lexicon().has(scene.tokens[verdict.verb].lower, "costVerb"):
        return next(iter(scene.objects(verdict.verb, amount.first)), None) or scene.focus
    if verdict.verb is not None and scene.passive(verdict.verb):
        agents = scene.after(verdict.verb, ("by",))
        if verdict.frame.kind in LENT:
            return scene.subject(at) or scene.focus  # "will be funded with a loan committed by Aa": Aa lends
        return agents[0] if agents else None
    subject = scene.subject(at)
    if (
        subject is not None
        and subject.possessive
        and _person_behind(scene, subject)
        and _subscribes(_verb(scene, verdict))
    ):
        return None  # "Aa's chief executive bought 2 million of shares"
    return subject or (scene.focus if scene.open_to_focus(at) else None)


def _holder(scene: Scene, amount: Amount, verdict: Verdict) -> Reference | None:
    """ "Aa raised its guarantee to ...", "Aa's facility was raised to ...": whose the thing is that moved."""
    noun = verdict.cue
    if noun.last >= amount.first or noun.verbal:
        return None
    owners = [r for r in scene.references if r.possessive and r.how != "group" and 0 < noun.first - r.last < 4]
    return owners[-1] if owners and not scene.verb_between(owners[-1].last, noun.first) else None


def _cast(scene: Scene, amount: Amount, verdict: Verdict, subject: Reference | None) -> tuple[str, list[Party]]:
    """The kind, which the direction of the verb may still turn, and the parties with their roles."""
    kind, role, others, extra = _turned(scene, amount, verdict, subject)
    if kind == "backstop" and subject is not None and any(r.actor is subject.actor for r, _ in extra):
        subject = None  # "the firm guarantees what Aa owes": another firm than Aa
    parties = list(_parties(scene, subject, role))
    bought = _bought_into(scene, amount) if kind in _INVESTING else None
    _join(parties, [bought] if bought is not None else [])
    start = verdict.verb if verdict.verb is not None and verdict.verb < amount.first else amount.last
    if kind in LENT and role == "beneficiary":
        start = scene.bounds(amount.first)[0]
    if _moved(scene, amount, verdict):
        start = min(start, verdict.cue.last)  # "Aa's guarantee of Bb's rent rises to ..."
        others = {**others, "to": "beneficiary"} if kind in LENT else others
    for reference in own(scene, amount, scene.after(start, others, scene.stop(amount.last))):
        of_noun = _moved(scene, amount, verdict) and 0 < reference.first - verdict.cue.last <= _OF_NOUN
        if of_noun or not _of_earlier_amount(scene, reference, amount):
            extra.append((reference, _part(scene, reference, others[reference.preposition])))
    for reference, part in sorted(extra, key=lambda row: row[1] == "arranger"):
        _join(parties, _parties(scene, reference, part))
    return kind, parties


#: Kind, the subject's role, roles by preposition, and others that the verb names.
_Turn = tuple[str, str, dict[str, str], list[tuple[Reference, str]]]


def _turned(scene: Scene, amount: Amount, verdict: Verdict, subject: Reference | None) -> _Turn:
    """Who is who where the verb turns it round or names others: "lent Aa", "put into Aa"."""
    kind, roles = verdict.frame.kind, dict(verdict.frame.roles)
    found = None
    if kind in LENT:
        found = _granted(scene, amount, verdict)
    if found is None and kind in _RAISED:
        found = _arranged(scene, amount, verdict, subject)
    if found is None and kind in LENT:
        found = _borrowed(scene, amount, verdict, subject)
    if kind == "backstop" and verdict.verb is not None and not scene.passive(verdict.verb):
        owing = guarantees.owers(scene, amount)
        by = {} if owing else {"for": "beneficiary", "of": "beneficiary", "by": "beneficiary"}
        return kind, verdict.frame.subject, by, [(r, "beneficiary") for r in owing]
    if (
        found is None
        and kind in ("equity", "bondIssuance", "convertibleNotes")
        and _subscribes(_verb(scene, verdict))
    ):
        return kind, "investor", roles, _issuer(scene, amount, subject)
    if kind == "capexCommitment":
        return _spent(scene, amount, verdict, subject)
    return found or (kind, verdict.frame.subject, roles, [])


def _granted(scene: Scene, amount: Amount, verdict: Verdict) -> _Turn | None:
    """ "Aa Bank lent Bb", "was lent by Aa Bank", "was arranged by Aa Bank for Bb"."""
    kind = verdict.frame.kind
    passive = verdict.verb is not None and scene.passive(verdict.verb)
    if lending.grants(scene, verdict.verb):
        if passive:
            return kind, "beneficiary", {"by": "lender"}, []
        named = lending.borrowers(scene, amount, verdict.verb or 0)
        return kind, "lender", {"to": "beneficiary", "for": "beneficiary"}, [(r, "beneficiary") for r in named]
    if passive and lexicon().has(_verb(scene, verdict), "arrange"):
        return kind, "beneficiary", {"by": "arranger", "for": "beneficiary", "to": "beneficiary"}, []
    return None


def _arranged(scene: Scene, amount: Amount, verdict: Verdict, subject: Reference | None) -> _Turn | None:
    """ "Aa Bank arranged Bb's loan": it neither lends nor raises, unless its own words say that it takes the loan."""
    kind, verb = verdict.frame.kind, verdict.verb
    if not verb or scene.passive(verb) or not lexicon().has(_verb(scene, verdict), "arrange"):
        return None
    if kind in LENT and lending.takes(scene, amount, subject):
        return None
    taker = "beneficiary" if kind in LENT else "issuer"
    named = [r for r in scene.references if r.possessive and verb < r.first < amount.first]
    return kind, "arranger", {"for": taker, "on": taker}, [(r, taker) for r in (*named, *scene.objects(verb))]


def _borrowed(scene: Scene, amount: Amount, verdict: Verdict, subject: Reference | None) -> _Turn | None:
    """ "Aa Bank closed a loan with Bb", "turned to Aa Bank for a loan"."""
    kind, role = verdict.frame.kind, verdict.frame.subject
    if subject is not None and lending.lends(scene, amount, subject):
        return kind, "lender", lending.FROM_LENDER, []
    if lexicon().has(_verb(scene, verdict), "turnTo"):
        asked = scene.objects(verdict.verb or 0, amount.first)
        return kind, role, dict(verdict.frame.roles), [(r, "lender") for r in asked]
    return None


def _spent(scene: Scene, amount: Amount, verdict: Verdict, subject: Reference | None) -> _Turn:
    """ "Put 4 million into Aa" is an investment in it; "spends 4 million on power from Aa" is not Aa's."""
    kind, role = verdict.frame.kind, verdict.frame.subject
    roles = {"by": "investor"} if subject is not None else dict(verdict.frame.roles)
    into = [r for r in scene.after(amount.last, ("in", "into"), scene.stop(amount.last)) if _firm(r, subject)]
    if into and not any(a == r.first for r in into for a, _, actor in scene.named if not actor.acting):
        return "investment", role, roles, [(r, "target") for r in into]
    return kind, role, roles, []


#: Flows that somebody may arrange for another.
_RAISED = frozenset(["bondIssuance", "convertibleNotes", "equity", "loan", "creditFacility"])


def _part(scene: Scene, reference: Reference, part: str) -> str:
    """The role behind a preposition; who is said to underwrite an issue or to arrange a loan puts in nothing."""
    first = scene.listed(reference)[0].first
    before = [t.lower for t in scene.tokens[max(0, first - 6) : first]]
    placed = any(b == "by" and lexicon().has(a, "arrange") for a, b in pairwise(before))
    return "arranger" if placed and reference.preposition == "by" and part in ("investor", "lender") else part


def _moved(scene: Scene, amount: Amount, verdict: Verdict) -> bool:
    """Whether the noun of the verdict was moved to its amount: "raised its loan to Aa to 9 million"."""
    verb = _verb(scene, verdict)
    return lexicon().has(verb, "change") and not verdict.cue.verbal and verdict.cue.last < amount.first


#: Tokens between a noun and the one that it is with, of or for: "a facility with Aa was raised to ...".
_OF_NOUN = 4


def _join(parties: list[Party], more: Iterable[Party]) -> None:
    """Adds the parties that are not there yet."""
    parties.extend(p for p in more if p.name not in {known.name for known in parties})


def _of_earlier_amount(scene: Scene, reference: Reference, amount: Amount) -> bool:
    """Whether another amount stands between a reference and this one: it belongs to that."""
    return reference.last < amount.first and any(
        reference.last < scene.token_at(q.start) < amount.first for q in scene.quantities
    )


def _subscribes(verb: str) -> bool:
    return lexicon().has(verb, "subscribe") or lexicon().has(verb, "invest")


#: Roles on the side that gives, with the role of the side that takes.
_TAKERS = {"guarantor": "beneficiary", "investor": "issuer", "lender": "beneficiary", "customer": "provider"}


def _completed(scene: Scene, kind: str, parties: list[Party], verb: str) -> tuple[str, list[Party]]:
    """With the side that the clause leaves unsaid: "Aa put in 130 million" goes to the firm spoken of."""
    into = kind == "capexCommitment" and lexicon().has(verb, "putIn")
    given = {p.role for p in parties}
    if len(given) != 1 or not (
        into or kind in ("equity", "loan", "creditFacility", "prepayment", "investment", "backstop")
    ):
        return kind, parties
    taker = _TAKERS.get(next(iter(given)))
    other = scene.other_than(p.name for p in parties) if taker else None
    if kind == "backstop" and other is not None and speaks(scene, other):
        return kind, parties  # "Aa said Bb had raised its guarantee": often of a third firm's debt
    made = details.party(other, taker or "") if other is not None else None
    return ("equity" if into and made else kind), [*parties, made] if made else parties


#: Flows of one's own money.
_SPENT = frozenset(["investment", "capexCommitment"])
#: Flows that buy a part of something.
_INVESTING = frozenset(["equity", "investment", "capexCommitment"])


def _bought_into(scene: Scene, amount: Amount) -> Party | None:
    """ "... 150 million for a 22% stake in the Aa project": what the money buys a part of."""
    stop = scene.bounds(amount.last)[1]
    stakes = [t for t in scene.tagged(("stake",), amount.last + 1, stop) if not t.verbal]
    return targets.governed(scene, stakes[0].last, stop + 1) if stakes else None


def _firm(reference: Reference, subject: Reference | None) -> bool:
    """Whether money can go into it: a name, or another firm than the one that gives it."""
    if reference.how == "name":
        return True
    own = subject.actor if subject is not None else None
    return reference.how in ("pronoun", "nominal") and reference.actor is not None and reference.actor is not own


def _arranges(scene: Scene, reference: Reference) -> bool:
    """ "Aa arranged the debt; Bb bought 2 million of it": no issuer."""
    behind = scene.tokens[reference.last + 1 : reference.last + 3]
    return any(lexicon().has(token.lower, "arrange") for token in behind)


def _issuer(scene: Scene, amount: Amount, subject: Reference | None) -> list[tuple[Reference, str]]:
    """Whose shares or notes the subject took: named after the amount, else the one spoken of before."""
    named = scene.after(amount.last, ("in", "from", "of", "by"), scene.stop(amount.last))
    if named:
        return [(named[0], "issuer")]
    actor = subject.actor if subject else None
    before = [
        r for r in scene.references
        if r.actor is not actor and r.last < amount.first and r.how != "group" and not _arranges(scene, r)
    ]  # fmt: skip
    if before:
        return [(before[0], "issuer")]
    return [(scene.focus, "issuer")] if scene.focus and scene.focus.actor is not actor else []


def _parties(scene: Scene, reference: Reference | None, role: str) -> Iterator[Party]:
    if reference is None:
        return
    for each in scene.listed(reference):
        made = details.party(each, role)
        if made is not None:
            yield made


def _status(scene: Scene, amount: Amount, verdict: Verdict, kind: str, said: str) -> str | None:
    verb = _verb(scene, verdict)
    if lexicon().has(verb, "undo") or details.called_off(scene, amount.first):
        return "cancelled"
    if (told := stage(scene, amount.first)) is not None:
        return told
    if said in ("planned", "expected"):
        return "planned"
    if said == "possible":
        return None
    if kind == "capexCommitment":
        spent = verdict.verb is not None and any(t.first == verdict.verb and t.group == "spend" for t in scene.tags)
        return "committed" if spent else None
    if verb in _DONE and not _moved(scene, amount, verdict):
        return "closed"
    return "signed" if kind in LENT and lexicon().has(verb, "sign") else None


def _purpose(scene: Scene, amount: Amount) -> Slot | None:
    """What the money is for: the noun phrase after "for" or "in" behind the amount, up to the next break."""
    tokens, (_, end) = scene.tokens, scene.bounds(amount.last)
    for i in range(amount.last + 1, min(end, amount.last + 5)):
        if tokens[i].lower not in ("for", "in", "on", "into"):
            continue
        stop = i + 1
        while stop <= end and tokens[stop].kind in ("word", "acronym") and not _ends_phrase(tokens[stop].lower):
            stop += 1
        named = any(a <= i + 1 <= b for a, b, _ in scene.named)
        if stop > i + 1 and not named and tokens[i + 1].kind == "word":
            words = scene.words(i + 1, stop - 1)
            return Slot(scene.sentence.text[slice(*words)], words)
        return None
    return None


def _ends_phrase(word: str) -> bool:
    words = lexicon()
    return (
        words.has(word, "preposition")
        or words.has(word, "relative")
        or words.has(word, "auxiliary")
        or word in _BREAKS
    )


_BREAKS = frozenset("and or which intended this over next last during".split())
