// An amount in tokens is no amount of money: no text says what they cost.
MATCH (flow:CapitalFlow {kind: 'tokenPurchase'})
MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (flow)-[{role: 'buyer'}]-(buyer:Actor)
WITH flow, said, text, collect(buyer) AS found
OPTIONAL MATCH (flow)-[{role: 'seller'}]-(seller:Actor)
WITH flow, said, text, found, collect(seller.caption) AS sellers
RETURN [buyer IN found | buyer.caption] AS buyers, reduce(all = [], buyer IN found | all + buyer.names) AS names,
       sellers, flow.amountExact AS amount, flow.amountLowerExact AS moreThan,
       coalesce(flow.amountLowerOpen, false) AS boundIsOpen, flow.amountUpperExact AS atMost,
       flow.amountQualifier AS qualifier, flow.amountUnit AS unit, said.quote AS quote, text.id AS document
ORDER BY moreThan
