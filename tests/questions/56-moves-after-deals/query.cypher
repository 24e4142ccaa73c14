MATCH (move:Event {moveKind: 'share'})-[:ABOUT]->(firm:Firm)-[]->(deal:Deal)
WHERE abs(duration.inDays(date(deal.date), date(move.date)).days) <= 3
MATCH (said:Statement {id: move.changeStatements[0]})-[:STATED_IN]->(text:Document)
RETURN firm.name AS firm, move.changeExact AS percent, deal.kind AS deal, deal.date AS agreed, move.date AS moved,
       said.quote AS quote, text.id AS document
