// 24 One source only
// Which figures rest on one document only? It counts once, however often it says so.
MATCH (document:Document)<-[:STATED_IN]-(said:Statement {shown: true})-[:ABOUT]->(thing:Wattgraph)
WHERE said.property IN ['amount', 'power', 'share', 'change']
WITH thing, said.property AS figure, collect(DISTINCT document) AS documents, collect(said.quote) AS quotes
WHERE size(documents) = 1
RETURN thing.caption AS thing, quotes[0] AS quote, documents[0].caption AS document
ORDER BY thing
