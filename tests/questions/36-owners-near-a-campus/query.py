"""The plants around a campus with the shares that stakes in their generators state, else with the owner by rule."""

CAMPUS, KM = "Anthropic-Amazon New Carlisle", 30


def answer(store):
    view = store.view()
    for near in view.near(CAMPUS, KM, kind="powerPlant").found:
        plant = near.site
        if not plant.word("eiaPlantCode"):
            continue
        shares = view.ownership.shares(plant.id)
        for share in shares:
            yield {
                "plant": plant.word("eiaPlantCode"),
                "owner": view.name(share.owner),
                "modality": "asserted",
                "lower": share.percent.lower,
                "upper": share.percent.upper,
                "statement": [stake.shown("share").best for stake in share.stakes],
            }
        for party in plant.parties:
            for said in party.statements[:1]:
                if party.role == "owner" and not shares:
                    yield {
                        "plant": plant.word("eiaPlantCode"),
                        "owner": view.name(party.actor),
                        "modality": said.modality,
                        "lower": None,
                        "upper": None,
                        "statement": said,
                    }
