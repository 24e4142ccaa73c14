MATCH (deal:Deal) WHERE deal.status IN ['rumoured', 'announced']
RETURN deal.kind AS kind, deal.caption AS caption
