MATCH (host:Firm)-[:PROVIDES]->(deal:Deal)<-[:BUYS]-(large:Firm)
WHERE 'hyperscaler' IN large.roles AND coalesce(deal.status, '') <> 'cancelled'
MATCH (said:Statement {id: deal.kindStatements[0]})-[:STATED_IN]->(text:Document)
WITH host, collect(DISTINCT large.name) AS hyperscalers, collect(said.quote) AS quote, collect(text.id) AS document
WHERE size(hyperscalers) > 1
RETURN host.name AS host, hyperscalers, quote, document
