// 06 Planned power
// What new power capacity is planned, by whom, for whom? A node's `start` tells when, as far as the text does.
MATCH (power:Capacity)
WHERE power.kind = 'planned' OR power.status IN ['announced', 'planned', 'underConstruction']
MATCH path = (power)-[]-(other:Wattgraph)
WHERE NOT other:Statement
OPTIONAL MATCH more = (other:Program)-[]-(thing:Wattgraph)
WHERE NOT thing:Statement
RETURN path, more
LIMIT 200
