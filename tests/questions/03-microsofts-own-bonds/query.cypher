// Of a joint amount each issuer's own part is unknown: more than nothing, at most all of it.
MATCH (:Actor {name: 'Microsoft'})-[:RAISES {role: 'issuer'}]->(flow:CapitalFlow)
WHERE flow.kind IN ['bondIssuance', 'convertibleNotes'] AND flow.amountUpper IS NOT NULL
WITH flow, coalesce(flow.allocation, 'unallocated') <> 'each'
     AND (coalesce(flow.openList, false) OR COUNT { (flow)<-[:RAISES {role: 'issuer'}]-() } > 1) AS joint
MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
WITH flow.amountUnit AS unit, count(flow) AS flows, max(joint) AS boundIsOpen,
     sum(CASE WHEN joint THEN 0 ELSE flow.amountLower END) AS least, sum(flow.amountUpper) AS most,
     collect(said.quote) AS quotes, collect(text.id) AS documents
RETURN CASE WHEN least = most AND NOT boundIsOpen THEN toString(toInteger(most)) END AS amount,
       toString(toInteger(least)) AS moreThan, boundIsOpen, toString(toInteger(most)) AS atMost, unit, flows,
       quotes[0] AS quote, documents[0] AS document
ORDER BY unit
