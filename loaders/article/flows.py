"""Capital flows: money for a claim and own spending, from an amount whose frame is decided."""

from collections.abc import Iterator

from ..facts import Fact, Party, Slot
from . import details
from .amounts import Amount
from .frames import Verdict
from .lexicon import lexicon
from .references import Reference
from .scene import Scene

_DONE = frozenset("raised closed completed bought took drew secured obtained lent borrowed sold received won".split())


def flow(scene: Scene, amount: Amount, verdict: Verdict) -> Fact | None:
    """The capital flow of an amount; None where nobody is known to pay or to take it."""
    subject = _subject(scene, amount, verdict)
    kind, parties = _cast(scene, amount, verdict, subject)
    if not parties or (kind in _TWO_SIDED and len({p.name for p in parties}) < 1):
        return None
    if any(token.lower == "respectively" for token in scene.tokens):
        return None  # each party has an amount of its own: one joint flow would be wrong for all of them
    anchor = verdict.verb if verdict.verb is not None else amount.first
    said = details.modality(scene, amount.first)
    parties += [details.group(scene, r, "beneficiary") for r in _served(scene, amount, kind)]
    where = details.place(scene, scene.named, amount.last) if kind in ("capexCommitment", "investment") else None
    slots = dict(details.dates(scene, amount.first))
    head = scene.words(anchor, anchor) if verdict.cue.first == amount.first else scene.words(*verdict.cue[:2])
    return Fact(
        "CapitalFlow", kind, tuple(parties), details.quote(scene, [amount.value, *(p.spot for p in parties)]),
        head, amount.quantity, amount.number, amount.value, unit=amount.unit,
        open_list=scene.open_list(subject), modality=said, status=_status(scene, verdict, kind, said),
        date=slots.get("date"), start=slots.get("start"), end=slots.get("end"), place=where,
        purpose=_purpose(scene, amount), confidence=0.8,
    )  # fmt: skip


def _served(scene: Scene, amount: Amount, kind: str) -> list[Reference]:
    """An unnamed group that own spending is meant for: "intended for U.S. government agencies"."""
    if kind != "capexCommitment":
        return []
    after = scene.after(amount.last, ("for",), scene.stop(amount.last))
    return [r for r in after if r.how == "group" and lexicon().has(scene.tokens[r.last].lower, "bodyHead")]


_TWO_SIDED = frozenset(["investment"])


def _subject(scene: Scene, amount: Amount, verdict: Verdict) -> Reference | None:
    """Who acts on the amount: the owner before it, else the subject of its verb, else the focus."""
    at = verdict.verb if verdict.verb is not None else amount.first
    owner = next((r for r in scene.references if r.possessive and r.how != "group" and r.last < amount.first
                  and amount.first - r.last < 8 and not scene.verb_between(r.last, amount.first)), None)  # fmt: skip
    if owner is not None and not owner.barred:
        return owner
    if verdict.verb is not None and scene.passive(verdict.verb):
        agents = scene.after(verdict.verb, ("by",))
        return agents[0] if agents else None
    return scene.subject(at) or (scene.focus if scene.open_to_focus(at) else None)


def _cast(scene: Scene, amount: Amount, verdict: Verdict, subject: Reference | None) -> tuple[str, list[Party]]:
    """The kind, which the direction of the verb may still turn, and the parties with their roles."""
    frame, kind = verdict.frame, verdict.frame.kind
    role, others = frame.subject, dict(frame.roles)
    verb = scene.tokens[verdict.verb].lower if verdict.verb is not None else ""
    extra: list[tuple[Reference, str]] = []
    if kind in ("loan", "creditFacility") and lexicon().has(verb, "lend"):
        role = "lender"
        others = {"to": "beneficiary"}
        extra = [(r, "beneficiary") for r in _borrowers(scene, amount, verdict.verb or 0)]
    elif kind in ("equity", "bondIssuance", "convertibleNotes") and lexicon().has(verb, "subscribe"):
        role = "investor"
        extra = _issuer(scene, amount, subject)
    elif kind == "capexCommitment":
        into = [r for r in scene.after(amount.last, ("in", "into"), scene.stop(amount.last)) if r.how == "name"]
        if into and not any(a == r.first for r in into for a, _, actor in scene.named if not actor.acting):
            kind, extra = "investment", [(r, "target") for r in into]
    parties = list(_parties(scene, subject, role))
    for reference in scene.after(amount.last, others, scene.stop(amount.last)):
        extra.append((reference, others[reference.preposition]))
    for reference, part in extra:
        parties.extend(p for p in _parties(scene, reference, part) if p.name not in {x.name for x in parties})
    return kind, parties


def _borrowers(scene: Scene, amount: Amount, verb: int) -> list[Reference]:
    """Who stands between the verb and the amount; behind another amount of the list ("lends Aa 2 and Bb 7") only
    who stands right before this one."""
    others = [scene.token_at(q.start) for q in scene.quantities if verb < scene.token_at(q.start) < amount.first]
    if not others:
        return scene.objects(verb, amount.first)
    return [r for r in scene.references if r.how == "name" and others[-1] < r.first and r.last == amount.first - 1]


def _issuer(scene: Scene, amount: Amount, subject: Reference | None) -> list[tuple[Reference, str]]:
    """Whose shares or notes the subject took: named after the amount, else the one spoken of before."""
    named = scene.after(amount.last, ("in", "from", "of", "by"), scene.stop(amount.last))
    if named:
        return [(named[0], "issuer")]
    actor = subject.actor if subject else None
    before = [r for r in scene.references if r.actor is not actor and r.last < amount.first and r.how != "group"]
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


def _status(scene: Scene, verdict: Verdict, kind: str, said: str) -> str | None:
    verb = scene.tokens[verdict.verb].lower if verdict.verb is not None else ""
    if said in ("planned", "expected"):
        return "planned"
    if said == "possible":
        return None
    if kind == "capexCommitment":
        spent = verdict.verb is not None and any(t.first == verdict.verb and t.group == "spend" for t in scene.tags)
        return "committed" if spent else None
    if verb in _DONE:
        return "closed"
    return "signed" if kind in ("loan", "creditFacility") and lexicon().has(verb, "sign") else None


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
