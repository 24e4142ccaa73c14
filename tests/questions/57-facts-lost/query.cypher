MATCH (thing:Wattgraph) WHERE thing:Deal OR thing:CapitalFlow
MATCH (thing)<-[:ABOUT]-(:Statement)-[:STATED_IN]->(text:Document)
WITH thing, collect(DISTINCT text) AS texts
WHERE all(text IN texts WHERE text.series STARTS WITH 'desk/')
MATCH (said:Statement {id: thing.amountStatements[0]})-[:STATED_IN]->(text:Document)
RETURN [label IN labels(thing) WHERE label <> 'Wattgraph'][0] AS class, thing.kind AS kind, thing.amountExact AS amount,
       said.quote AS quote, text.id AS document
