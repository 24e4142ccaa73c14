// 12 Share of a firm
// How did a firm's share move, and when? What neither event nor document dates cannot be ordered. Change the name.
WITH 'Cipher Mining' AS name
MATCH (move:Event {kind: 'marketMove'})-[:ABOUT]->(:Actor {name: name})
UNWIND move.changeStatements AS id
MATCH (said:Statement {id: id})-[:STATED_IN]->(document:Document)
RETURN move.caption AS move, move.date AS date, document.published AS published, said.quote AS quote,
       document.caption AS document
