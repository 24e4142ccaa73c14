"""Every statement that gives a firm the role, with its publisher."""

from wattgraph.graph.roles import BASES, roles


def answer(store):
    view = store.view()
    for firm in view.of_kind("Firm"):
        for role in roles(view, firm):
            if role.word == "hyperscaler" and role.basis in BASES:
                yield {
                    "firm": view.name(firm.id),
                    "basis": role.basis,
                    "publishers": [view.documents[said.document].appearance.publisher for said in role.statements],
                    "statement": role.statements,
                }
