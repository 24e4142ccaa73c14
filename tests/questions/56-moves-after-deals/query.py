"""Moves of a share and deals of the same firm whose days are at most three apart."""

from datetime import date


def answer(store):
    view = store.view()
    for move in view.of_kind("Event"):
        if move.word("moveKind") != "share" or not move.word("date"):
            continue
        for firm in move.actors("subject"):
            for deal, _ in view.taking_part(firm):
                if deal.kind == "Deal" and deal.word("date") and apart(move.word("date"), deal.word("date")) <= 3:
                    yield {
                        "firm": view.name(firm),
                        "percent": move.figure.quantity.value,
                        "deal": deal.word("kind"),
                        "agreed": deal.word("date"),
                        "moved": move.word("date"),
                        "statement": [move.figure.statement, deal.shown("date").best],
                    }


def apart(one, other):
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
