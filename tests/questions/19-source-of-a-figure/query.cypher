// One article, one source: how many say it does not count how often they do.
MATCH (deal:Deal)--(:Actor {name: 'IREN'})
UNWIND deal.amountStatements AS stated
MATCH (:Statement {id: stated})-[:STATED_IN]->(source:Document)
WITH DISTINCT deal, source
WITH deal, count(source) AS sources
MATCH (said:Statement {id: deal.amountStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (deal)--(actor:Actor)
WITH deal, sources, said, text, collect(DISTINCT actor.caption) AS parties
RETURN parties, deal.amountExact AS amount, sources, said.loader AS loader, said.quote AS quote, text.id AS document
ORDER BY deal.id
