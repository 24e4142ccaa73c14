"""Mining farms, and the sites of firms that count as miners, with the large plants around them."""

from wattgraph.graph.roles import has_role


def answer(store):
    view = store.view()
    large = {
        capacity.word("site")
        for capacity in view.of_kind("Capacity")
        if capacity.word("basis") == "nameplate" and capacity.figure.quantity.value > 500
    }
    for mine in view.of_kind("Site"):
        users = [view.node(actor) for actor in mine.actors("owner", "operator")]
        mines = mine.word("kind") == "miningFarm" or any(has_role(view, user, "bitcoinMiner") for user in users)
        if not mines or view.geography.located(mine) is None:
            continue
        for near in view.near(mine, 30, kind="powerPlant").found:
            if near.site.id in large:
                yield {
                    "mine": view.name(mine.id),
                    "plant": view.name(near.site.id),
                    "fuel": near.site.word("fuel"),
                    "km": round(near.km, 3),
                    "statement": [mine.shown("name").best, near.site.shown("name").best],
                }
