MATCH (giver:Firm)-[:FUNDS]->(flow:CapitalFlow)<-[:RAISES]-(taker:Firm)-[:BUYS]->(deal:Deal)<-[:PROVIDES]-(giver)
MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
RETURN giver.name AS funder, taker.name AS customer, flow.kind AS flow, flow.amountExact AS funded, deal.kind AS deal,
       deal.amountExact AS bought, said.quote AS quote, text.id AS document
