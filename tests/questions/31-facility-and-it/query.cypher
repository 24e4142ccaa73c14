MATCH (site:Site)<-[:PART_OF]-(capacity:Capacity {kind: 'existing'}) WHERE capacity.date IS NOT NULL
WITH site, capacity ORDER BY capacity.date DESC
WITH site, [c IN collect(capacity) WHERE c.basis = 'facility'][0] AS whole,
     [c IN collect(capacity) WHERE c.basis = 'criticalIT'][0] AS load
MATCH (said:Statement {id: whole.powerStatements[0]})-[:STATED_IN]->(text:Document) WHERE load IS NOT NULL
WITH *, toString(toInteger(round(whole.power / load.power * 100))) AS percent
RETURN site.name AS site, whole.powerExact AS facility, load.powerExact AS it,
       left(percent, size(percent) - 2) + '.' + right(percent, 2) AS ratio, said.quote AS quote, text.id AS document
