// The sum of the squares of each host's part in what a hyperscaler has rented.
MATCH (host:Actor)-[:HOLDS {role: 'provider'}]->(capacity:Capacity {kind: 'contracted'})<-[{role: 'customer'}]-(large:Firm)
WHERE 'hyperscaler' IN large.roles
WITH large, host, sum(capacity.power) AS part
WITH large, collect(part) AS parts, sum(part) AS total
RETURN large.name AS hyperscaler, reduce(index = 0.0, part IN parts | index + part * part / (total * total)) AS index
