// 04 Commitments of a firm
// How much has a firm planned or committed to spend? "Up to" has no lower bound. Change the name.
WITH 'Amazon' AS name
MATCH (:Actor {name: name})-[:FUNDS]->(flow:CapitalFlow)
WHERE flow.status IN ['planned', 'committed'] AND flow.amountUnit IS NOT NULL
WITH flow.amountUnit AS unit, collect(flow) AS flows
RETURN reduce(total = 0, flow IN flows | total + coalesce(flow.amountLower, 0)) AS atLeast,
       CASE WHEN all(flow IN flows WHERE flow.amountUpper IS NOT NULL)
            THEN reduce(total = 0, flow IN flows | total + flow.amountUpper) END AS atMost,
       unit, [flow IN flows | flow.caption] AS parts
