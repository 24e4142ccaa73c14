// 19 Source of a figure
// Which sentence states a figure? Change the number.
WITH 9.7e9 AS figure
MATCH (thing:Wattgraph)
WHERE thing.amount = figure
UNWIND thing.amountStatements AS id
MATCH (said:Statement {id: id})-[:STATED_IN]->(document:Document)
RETURN thing.caption AS thing, said.quote AS quote, said.start AS start, said.end AS end, document.caption AS document
