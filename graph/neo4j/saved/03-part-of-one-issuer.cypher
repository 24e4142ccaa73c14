// 03 Part of one issuer
// How much does one firm raise by itself? Of a joint amount only the bounds are known. Change the name.
WITH 'Microsoft' AS name
MATCH (:Actor {name: name})-[:RAISES {role: 'issuer'}]->(flow:CapitalFlow)
WITH flow, COUNT { (flow)<-[:RAISES {role: 'issuer'}]-() } > 1 OR coalesce(flow.openList, false) AS joint
RETURN flow.caption AS flow, joint,
       CASE WHEN NOT joint THEN flow.amount END AS amount,
       CASE WHEN joint THEN 0 ELSE flow.amountLower END AS atLeast,
       flow.amountUpper AS atMost, flow.amountUnit AS unit
