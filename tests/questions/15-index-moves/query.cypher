MATCH (move:Event {kind: 'marketMove', moveKind: 'index'})-[{role: 'subject'}]->(index:Actor)
MATCH (said:Statement {id: move.changeStatements[0]})-[:STATED_IN]->(text:Document)
RETURN index.name AS index, move.changeExact AS percent, move.changeUnit AS unit, said.quote AS quote,
       text.id AS document
ORDER BY index
