MATCH (capacity:Capacity {kind: 'existing'})
MATCH (said:Statement {id: capacity.powerStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (capacity)-[{role: 'place'}]->(place:Place)
OPTIONAL MATCH (holder:Actor)-[:HOLDS {role: 'owner'}]->(capacity)
WITH capacity, said, text, place, collect(holder) AS holders
RETURN capacity.powerExact AS megawatts, [holder IN holders | holder.caption] AS holders,
       [holder IN holders | [label IN labels(holder) WHERE label IN ['Firm', 'PublicBody', 'Group']][0]] AS class,
       place.name AS place, coalesce(capacity.basis, 'unknown') AS basis, capacity.powerQualifier AS qualifier,
       said.quote AS quote, text.id AS document
ORDER BY capacity.power
