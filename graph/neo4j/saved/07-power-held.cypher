// 07 Power held
// How much power do firms or groups hold?
MATCH path = (:Actor)-[:HOLDS]->(power:Capacity)
WHERE power.kind = 'existing'
RETURN path
LIMIT 200
