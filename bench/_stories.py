"""Invented news stories, as many as wanted: reworded copies of one, and stories written apart on one deal.

A story is paragraphs of sentences. Who writes on a deal by himself has words of his own, and may quote the same two
sentences of its release. Who copies reorders paragraphs, cuts the end, puts in other words here and there, names
another agency, and adds a paragraph of his own.
"""

import random
from dataclasses import dataclass

_PLACES = (
    "Abernathy Childress Vernal Odessa Lordstown Ellendale Pecos Muskogee Astoria Dalton Corsicana Tulia".split()
)
_STEMS = (
    "Hel Nor Vant Quar Ober Lum Strat Cas Mer Pol Tre Gal Ard Bex Cor Dun Fen Kel Rav Sol Tam Ulm Wex Yar".split()
)
_ENDS = "ion wick ora axis field stone grid mark ton via ex aro".split()
_KINDS = "Mining|Compute|Power|Infrastructure|Data Centers|Energy|Digital|Systems".split("|")
_AGENCIES = ("Plains Wire", "Meridian News", "Harbor Press", "Delta Dispatch", "Northline Agency", "Copper Post")
_NOUNS = (
    "operator board tenant landlord lender county utility engineer investor bidder analyst regulator supplier "
    "broker hall rack transformer substation turbine permit loan cable campus shell reservoir road warehouse "
    "generator fence contract auction tariff quarter winter schedule budget vote hearing memo forecast ledger "
    "audit invoice bond fund share dividend rival partner neighbour mayor senator union crew driver farmer teacher "
    "retailer insurer trader machine chip server battery pipe valve pump fan roof panel mast tower ditch gate "
    "office yard rail depot harbour drought storm flood fire freeze summer harvest strike delay shortage surplus "
    "bill refund grant waiver deposit"
).split()
_ADJECTIVES = (
    "new old large small cheap costly idle busy local remote northern southern second third former current secret "
    "public private early late modest steep firm weak strong sudden slow quick final first rival rented leased "
    "owned broken spare rural coastal wooded dry wet narrow wide empty full planned disputed insured unsold "
    "pending delayed"
).split()
_SAYS = (
    "said expects confirmed denied warned argued noted believes stressed estimated hopes doubts explained repeated "
    "suggested conceded added wrote heard learned hinted promised insisted recalled"
).split()
_DOES = (
    "replaced financed delayed approved rejected visited measured rented repaired sold bought moved insured closed "
    "opened doubled halved tested funded mapped blocked praised ignored welcomed copied audited painted fenced"
).split()
_LINKS = "near under after before without beside despite behind for against during over since until with".split()
_LEADS = (
    "{a} will host servers for {b} near {p} under a contract worth ${n} billion over {y} years.",
    "A {y}-year agreement worth ${n} billion makes {b} the largest tenant of {a}, whose campus stands at {p}.",
    "{b} has picked {a} for new computing halls in {p}; the bill comes to ${n} billion across {y} years.",
    "In {p}, {a} signed up {b} for {y} years, and the landlord puts the rent at ${n} billion.",
)
_OTHER_WORDS = {
    "expects": "predicts", "confirmed": "acknowledged", "said": "stated", "sold": "disposed of", "small": "little",
    "old": "ageing", "warned": "cautioned", "costly": "expensive", "large": "big", "new": "fresh",
    "bought": "acquired", "argued": "maintained", "believes": "thinks", "noted": "remarked", "quick": "rapid",
    "sudden": "abrupt",
    "rejected": "turned down", "delayed": "held up", "near": "close to", "local": "nearby", "final": "last",
    "approved": "cleared", "replaced": "swapped", "loan": "credit", "campus": "site", "schedule": "timetable",
}  # fmt: skip


@dataclass(frozen=True)
class Story:
    """A text; stories of one `source` are copies of each other, those of one `deal` tell of the same."""

    text: str
    source: int
    deal: int


class Writer:
    """Writes stories; the same ones at each run."""

    def __init__(self, seed: int = 2026) -> None:
        self._pick = random.Random(seed)
        self._sources = self._deals = 0

    def deal(self) -> dict[str, str]:
        """Who, where, for how much and how long, and two sentences of the release."""
        self._deals += 1
        pick = self._pick
        a, b = (f"{pick.choice(_STEMS)}{pick.choice(_ENDS)} {pick.choice(_KINDS)}" for _ in range(2))
        quotes = " ".join(f'"{self._sentence()}" the company said.' for _ in range(2))
        worth, years = f"{pick.randint(2, 99) / 10}", str(pick.randint(3, 20))
        return {"a": a, "b": b, "p": pick.choice(_PLACES), "n": worth, "y": years, "quotes": quotes}

    def story(self, facts: dict[str, str], paragraphs: int = 9) -> list[str]:
        """A story of its own on a deal, as paragraphs; half of them quote the release."""
        self._sources += 1
        body = [" ".join(self._sentence() for _ in range(self._pick.randint(2, 4))) for _ in range(paragraphs)]
        if self._pick.random() < 0.5:
            body.insert(2, facts["quotes"])
        agency = self._pick.choice(_AGENCIES)
        return [f"{facts['p'].upper()} ({agency}) - {self._pick.choice(_LEADS).format(**facts)}", *body]

    def reworded(self, story: list[str]) -> list[str]:
        """A copy of a story, as somebody else prints it."""
        lead, *body = story
        if self._pick.random() < 0.5:
            self._pick.shuffle(body)
        if self._pick.random() < 0.6:
            body = body[: max(2, int(len(body) * self._pick.uniform(0.2, 0.9)))]
        body = [" ".join(self._other_word(word) for word in paragraph.split(" ")) for paragraph in body]
        for agency in _AGENCIES:
            lead = lead.replace(agency, self._pick.choice(_AGENCIES))
        if self._pick.random() < 0.5:
            body.append(self._sentence() + " " + self._sentence())
        return [lead, *body]

    def _sentence(self) -> str:
        pick = self._pick.choice
        words = f"the {self._thing()} {pick(_SAYS)} that a {self._thing()} {pick(_DOES)} the {self._thing()}"
        for _ in range(self._pick.randint(0, 2)):
            words += f" {pick(_LINKS)} {pick(('the', 'a', 'its', 'one'))} {self._thing()}"
        return words[0].upper() + words[1:] + "."

    def _thing(self) -> str:
        """Somebody or something: of two texts that know nothing of each other few have the same three words."""
        words = [self._pick.choice(_ADJECTIVES), self._pick.choice(_NOUNS), self._pick.choice(_NOUNS)]
        return " ".join(words[self._pick.choice((0, 0, 1)) :])

    def _other_word(self, word: str) -> str:
        other = _OTHER_WORDS.get(word)
        return other if other and self._pick.random() < 0.6 else word

    def group(self, copies: int) -> list[Story]:
        """A story with copies of it."""
        first = self.story(self.deal())
        found = [first, *(self.reworded(first) for _ in range(copies))]
        return [Story("\n\n".join(paragraphs), self._sources, self._deals) for paragraphs in found]

    def apart(self, many: int) -> list[Story]:
        """Stories that several wrote by themselves on one deal."""
        facts = self.deal()
        return [Story("\n\n".join(self.story(facts)), self._sources, self._deals) for _ in range(many)]


def stories(count: int, seed: int = 2026) -> list[Story]:
    """So many stories: threes of copies, threes on one deal, and single ones, in equal shares, shuffled."""
    writer, found = Writer(seed), []
    while len(found) < count:
        found += writer.group(2) + writer.apart(3) + writer.apart(1) + writer.apart(1) + writer.apart(1)
    random.Random(seed).shuffle(found)
    return found[:count]
