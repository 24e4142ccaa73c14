// 33 Contracted megawatts
// By host and tenant. Different bases (IT, facility) are never added.
MATCH (host:Actor)-[given]->(power:Capacity {kind: 'contracted'})<-[taken]-(tenant:Actor)
WHERE given.role IN ['provider', 'owner', 'operator'] AND taken.role IN ['customer', 'endUser']
RETURN host.name AS host, tenant.name AS tenant, coalesce(power.basis, 'unknown') AS basis,
       sum(power.powerLower) AS atLeastMW, sum(power.powerUpper) AS atMostMW, count(power) AS claims
ORDER BY atMostMW DESC
