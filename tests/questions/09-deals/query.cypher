MATCH (deal:Deal)
MATCH (said:Statement {id: coalesce(deal.amountStatements, deal.kindStatements)[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (deal)-[part]-(actor:Actor)
WITH deal, said, text, collect(DISTINCT actor.caption) AS parties,
     collect(CASE part.role WHEN 'provider' THEN actor.caption END) AS providers,
     collect(CASE part.role WHEN 'customer' THEN actor.caption END) AS customers
RETURN deal.kind AS kind, parties, providers, customers, deal.amountExact AS amount, deal.amountUnit AS unit,
       deal.amountUnitBasis AS unitBasis, said.quote AS quote, text.id AS document
ORDER BY deal.id
