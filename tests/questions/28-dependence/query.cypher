MATCH (host:Firm)-[:PROVIDES]->(one:Capacity {kind: 'contracted'})<-[:BUYS]-(tenant:Firm)
WHERE 'bitcoinMiner' IN host.roles AND one.status <> 'cancelled'
WITH host, one.basis AS basis, collect({tenant: tenant, one: one}) AS rented, sum(one.power) AS total
UNWIND rented AS part
WITH host, basis, total, part.tenant AS tenant, sum(part.one.power) AS power, collect(part.one.powerStatements[0])[0] AS proof
MATCH (said:Statement {id: proof})-[:STATED_IN]->(text:Document)
RETURN host.name AS miner, basis, tenant.name AS customer,
       trim(replace(toString(round(power / total * 10000) / 100) + ' ', '.0 ', '')) AS share,
       said.quote AS quote, text.id AS document
