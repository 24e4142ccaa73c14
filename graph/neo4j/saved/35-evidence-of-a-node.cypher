// 35 Evidence of a node
// From a node to the sentences and documents that state it. Change the words of its caption.
MATCH (thing:Wattgraph)
WHERE thing.caption CONTAINS '9.7bn' AND NOT thing:Statement
MATCH path = (thing)<-[:ABOUT]-(said:Statement {shown: true})-[:STATED_IN]->(:Document)
RETURN path
LIMIT 100
