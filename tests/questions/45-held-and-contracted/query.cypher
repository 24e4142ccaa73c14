MATCH (miner:Firm)-[:HOLDS {role: 'owner'}]->(own:Capacity {kind: 'existing'}) WHERE 'bitcoinMiner' IN miner.roles
WITH miner, own.basis AS basis, sum(own.power) AS held, collect(own.powerStatements[0]) AS proofs
OPTIONAL MATCH (miner)-[:PROVIDES]->(rented:Capacity {kind: 'contracted'}) WHERE rented.status <> 'cancelled'
WITH miner, basis, held, proofs, sum(CASE rented.basis WHEN basis THEN rented.power ELSE 0 END) AS let,
     sum(CASE rented.basis WHEN basis THEN 0 ELSE rented.power END) AS letOtherwise
MATCH (said:Statement {id: proofs[0]})-[:STATED_IN]->(text:Document) WHERE held > let
RETURN miner.name AS miner, basis, toString(toInteger(held)) AS held, toString(toInteger(let)) AS let,
       toString(toInteger(held - let)) AS left, toString(toInteger(letOtherwise)) AS letOtherwise,
       said.quote AS quote, text.id AS document
