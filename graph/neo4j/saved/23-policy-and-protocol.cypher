// 23 Policy and protocol
// Which decisions of authorities and which halvings are told, in what words?
MATCH (event:Event)
WHERE event.kind IN ['policy', 'halving']
UNWIND event.kindStatements AS id
MATCH (said:Statement {id: id})-[:STATED_IN]->(document:Document)
RETURN event.caption AS event, event.date AS date, said.quote AS quote, document.caption AS document
