// 30 One firm
// A firm and all that touches it. Change the name.
WITH 'IREN' AS name
MATCH path = (:Actor {name: name})-[]-(thing:Wattgraph)
WHERE NOT thing:Statement
OPTIONAL MATCH other = (thing)-[]-(:Actor)
RETURN path, other
LIMIT 300
