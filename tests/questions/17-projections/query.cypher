// A forecast is no money that flowed: it is a node of a class of its own, and no sum counts it.
MATCH (forecast:Projection)
MATCH (said:Statement {id: forecast.amountStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (forecast)-[{role: 'projector'}]-(actor:Actor)
WITH forecast, said, text, collect(actor) AS actors
RETURN forecast.kind AS kind, forecast.modality AS modality, forecast.amountExact AS amount,
       forecast.amountUnit AS unit, forecast.date AS by, [actor IN actors | actor.caption] AS projectors,
       [actor IN actors | [label IN labels(actor) WHERE label IN ['Firm', 'PublicBody', 'Group']][0]] AS class,
       said.quote AS quote, text.id AS document
ORDER BY amount
