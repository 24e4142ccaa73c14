MATCH (host:Firm)-[:PROVIDES]->(deal:Deal)<-[:BUYS]-(customer:Firm), (deal)-[:COVERS]->(load:Capacity {kind: 'contracted'})
WHERE deal.status <> 'cancelled' AND deal.amount IS NOT NULL AND deal.term IS NOT NULL
WITH host, customer, deal, load, toInteger(substring(deal.term, 1, size(deal.term) - 2)) AS years
WITH host, customer, deal, load.basis AS basis, deal.amountLower / load.powerUpper / years AS lower,
     deal.amountUpper / load.powerLower / years AS upper
ORDER BY lower DESC
WITH basis, collect({host: host, customer: customer, deal: deal, lower: lower, upper: upper}) AS ranked
UNWIND range(0, size(ranked) - 1) AS place
WITH basis, place + 1 AS rank, ranked[place] AS one
MATCH (said:Statement {id: one.deal.amountStatements[0]})-[:STATED_IN]->(text:Document)
RETURN one.host.name AS miner, one.customer.name AS customer, basis, toString(toInteger(round(one.lower))) AS lower,
       toString(toInteger(round(one.upper))) AS upper, rank, said.quote AS quote, text.id AS document
