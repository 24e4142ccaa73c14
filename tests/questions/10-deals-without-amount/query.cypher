// "Up to 5 billion" is an amount too, though it has no point: what tells is whether a statement gives one.
MATCH (deal:Deal)
WHERE deal.amountStatements IS NULL
MATCH (said:Statement {id: deal.kindStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (deal)--(actor:Actor)
WITH deal, said, text, collect(DISTINCT actor.caption) AS parties
RETURN deal.kind AS kind, parties, said.quote AS quote, text.id AS document
ORDER BY deal.id
