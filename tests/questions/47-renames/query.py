"""Names, aliases and tickers that ended, with the day of the end."""


def answer(store):
    view = store.view()
    for firm in view.of_kind("Firm"):
        for prop in ("name", "alias", "ticker"):
            for value in firm.values.get(prop, ()):
                for said in value.statements:
                    if said.valid_to:
                        yield {
                            "firm": firm.id,
                            "former": str(value.decoded),
                            "until": said.valid_to,
                            "statement": said,
                        }
