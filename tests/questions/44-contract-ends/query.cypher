MATCH (supplier:Firm)-[:PROVIDES]->(deal:Deal)<-[:BUYS]-(customer:Firm) WHERE coalesce(deal.status, '') <> 'cancelled'
WITH supplier, customer, deal, toString(toInteger(substring(deal.start, 0, 4))
     + toInteger(substring(deal.term, 1, size(deal.term) - 2))) + substring(deal.start, 4) AS derived
MATCH (said:Statement {id: deal.kindStatements[0]})-[:STATED_IN]->(text:Document)
RETURN supplier.name AS supplier, customer.name AS customer, deal.kind AS kind, coalesce(deal.end, derived) AS end,
       CASE WHEN deal.end IS NOT NULL THEN 'stated' WHEN derived IS NOT NULL THEN 'derived' ELSE 'unknown' END AS basis,
       said.quote AS quote, text.id AS document
