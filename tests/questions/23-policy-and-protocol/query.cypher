MATCH (event:Event)
WHERE event.kind IN ['policy', 'halving']
MATCH (said:Statement {id: coalesce(event.changeStatements, event.kindStatements)[0]})-[:STATED_IN]->(text:Document)
RETURN event.kind AS kind, event.changeExact AS percent, event.date AS date, event.modality AS modality,
       said.quote AS quote, text.id AS document
ORDER BY kind
