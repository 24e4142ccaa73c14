"""Moves and deals of one firm at most three days apart."""

from datetime import date


def rows(data):
    for move in data["events"]["nodes"]:
        for deal in data["deals"]["nodes"]:
            for firm in (party["actor"] for party in move["parties"]):
                days = (date.fromisoformat(move["date"]) - date.fromisoformat(deal["date"])).days
                if abs(days) <= 3 and firm["id"] in {party["actor"]["id"] for party in deal["parties"]}:
                    yield {
                        "firm": firm["name"],
                        "percent": move["change"]["value"],
                        "deal": deal["kind"],
                        "agreed": deal["date"],
                        "moved": move["date"],
                    }
