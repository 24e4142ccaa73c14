MATCH (capacity:Capacity)
WHERE capacity.status IN ['planned', 'underConstruction']
MATCH (said:Statement {id: capacity.powerStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (capacity)--(actor:Actor)
WITH capacity, said, text, collect(DISTINCT actor.caption) AS by
OPTIONAL MATCH (capacity)-[:PART_OF {role: 'program'}]->(:Program)-[{role: 'beneficiary'}]-(actor:Actor)
WITH capacity, said, text, by, collect(DISTINCT actor.caption) AS whom
RETURN by, capacity.powerExact AS megawatts, coalesce(capacity.basis, 'unknown') AS basis, capacity.start AS start,
       capacity.purpose AS over, whom, said.quote AS quote, text.id AS document
ORDER BY capacity.power
