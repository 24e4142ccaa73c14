MATCH (host:Firm)-[:PROVIDES]->(deal:Deal) WHERE 'bitcoinMiner' IN host.roles AND deal.status <> 'cancelled'
CALL (deal) {
  MATCH (large:Firm)-[:BUYS]->(deal) RETURN large, 'customer' AS by
  UNION MATCH (large:Firm)-[:GUARANTEES]->(:CapitalFlow)-[:COVERS]->(deal) RETURN large, 'guarantor' AS by
}
WITH * WHERE 'hyperscaler' IN large.roles
MATCH (said:Statement {id: deal.amountStatements[0]})-[:STATED_IN]->(text:Document)
RETURN large.name AS hyperscaler, host.name AS miner, by, deal.status AS status, deal.takeOrPay AS takeOrPay,
       toString(toInteger(round(deal.amount / toInteger(substring(deal.term, 1, size(deal.term) - 2))))) AS yearly,
       said.quote AS quote, text.id AS document
