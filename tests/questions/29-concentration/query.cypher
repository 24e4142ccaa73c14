// The sum of the squares of each host's part in what a hyperscaler has rented.
MATCH (host:Actor)-[:PROVIDES]->(capacity:Capacity {kind: 'contracted'})<-[{role: 'customer'}]-(large:Firm)
WHERE 'hyperscaler' IN large.roles AND coalesce(capacity.status, '') <> 'cancelled'
WITH large, capacity.basis AS basis, host, sum(capacity.power) AS part
WITH large, basis, collect(part) AS parts, sum(part) AS total
RETURN large.name AS hyperscaler, basis,
       trim(replace(toString(round(reduce(index = 0.0, part IN parts | index + part * part / (total * total)), 4))
         + ' ', '.0 ', '')) AS index
