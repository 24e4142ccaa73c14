MATCH (deal:Deal) WHERE deal.status IN ['rumoured', 'announced']
MATCH (deal)<-[:ABOUT]-(:Statement)-[:STATED_IN]->(source:Document)
WITH deal, collect(DISTINCT source.title) AS titles
WHERE none(title IN titles WHERE title CONTAINS 'Form ')
MATCH (said:Statement {id: deal.kindStatements[0]})-[:STATED_IN]->(text:Document)
RETURN deal.kind AS kind, deal.caption AS caption, said.quote AS quote, text.id AS document
