// 32 Claims about a site
// All claims about a site or place, each with its sentence. Change the name.
WITH 'Indiana' AS name
MATCH (place:Site|Place)
WHERE place.name CONTAINS name
MATCH (thing:Wattgraph)-[:PART_OF|ABOUT*0..1]->(place)
WHERE NOT thing:Statement
MATCH (said:Statement)-[:ABOUT]->(thing)
MATCH (said)-[:STATED_IN]->(document:Document)
RETURN thing.caption AS thing, said.property AS property, said.says AS says, said.quote AS quote,
       document.caption AS document
ORDER BY thing, property
