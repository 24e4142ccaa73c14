// What cannot be dated cannot be ordered: neither the move nor its document has a date.
MATCH (move:Event {kind: 'marketMove'})-[{role: 'subject'}]->(:Actor {name: 'IREN'})
MATCH (said:Statement {id: move.changeStatements[0]})-[:STATED_IN]->(text:Document)
OPTIONAL MATCH (move)-[{role: 'subject'}]->(actor:Actor)
WITH move, said, text, collect(actor) AS actors
RETURN [actor IN actors | actor.caption] AS of,
       [actor IN actors | [label IN labels(actor) WHERE label IN ['Firm', 'PublicBody', 'Group']][0]] AS class,
       move.moveKind AS moved, move.changeExact AS percent, move.date AS date, move.window AS window,
       text.published AS published, text.publishedBasis AS publishedBasis, said.quote AS quote, text.id AS document
ORDER BY percent
