// A link is one deal, flow, stake or contracted capacity between parties in opposite roles.
MATCH (miner:Firm)-[link:LINKED_TO]-(large:Firm)
WHERE 'bitcoinMiner' IN miner.roles AND 'hyperscaler' IN large.roles
MATCH (via:Wattgraph {id: link.via})
MATCH (said:Statement {id: coalesce(via.amountStatements, via.powerStatements, via.kindStatements)[0]})
      -[:STATED_IN]->(text:Document)
RETURN miner.name AS miner, large.name AS hyperscaler, via.kind AS kind, via.status AS status,
       coalesce(via.amountExact, via.powerExact) AS amount, coalesce(via.amountUnit, via.powerUnit) AS unit,
       coalesce(via.amountUnitBasis, via.powerUnitBasis) AS unitBasis, miner.roleBases AS minerBasis,
       said.quote AS quote, text.id AS document
ORDER BY miner, hyperscaler
