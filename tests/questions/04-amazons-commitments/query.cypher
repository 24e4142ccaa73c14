// "Up to" has no lower bound but nothing: the total is an interval, and a point only where every part is one.
MATCH (:Actor {name: 'Amazon'})-[:FUNDS {role: 'investor'}]->(flow:CapitalFlow)
WHERE flow.status IN ['planned', 'committed'] AND flow.amountUpper IS NOT NULL
MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
WITH flow.amountUnit AS unit, sum(flow.amountLower) AS least, sum(flow.amountUpper) AS most,
     collect(coalesce(flow.amountLowerExact, '0')) AS lowerParts, collect(flow.amountUpperExact) AS upperParts,
     collect(flow.status) AS statuses, collect(flow.amountUnitBasis) AS unitBases,
     collect(said.quote) AS quotes, collect(text.id) AS documents
RETURN CASE WHEN least = most THEN toString(toInteger(most)) END AS amount, toString(toInteger(least)) AS lower,
       toString(toInteger(most)) AS upper, unit, lowerParts, upperParts, statuses, unitBases,
       quotes[0] AS quote, documents[0] AS document
ORDER BY unit
