MATCH (:Actor {name: 'Microsoft'})-[:RAISES {role: 'issuer'}]->(flow:CapitalFlow {kind: 'bondIssuance'})
MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
RETURN flow.kind AS kind, [(issuer:Actor)-[:RAISES {role: 'issuer'}]->(flow) | issuer.caption] AS issuers,
       flow.participantsComplete AS listIsComplete, flow.amountExact AS amount, flow.amountQualifier AS qualifier,
       flow.amountUnit AS unit, flow.allocation AS allocation, said.quote AS quote, text.id AS document
ORDER BY amount
