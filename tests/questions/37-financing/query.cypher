MATCH (flow:CapitalFlow)-[:FINANCES]->(programme:Program)
WITH programme, collect(flow) AS flows,
     sum(CASE flow.kind WHEN 'capexCommitment' THEN flow.amount ELSE -flow.amount END) AS unexplained
CALL (flows, unexplained) {
  UNWIND flows AS flow
  WITH flow WHERE flow.kind <> 'capexCommitment'
  MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
  RETURN flow.kind AS kind, flow.amountExact AS amount, said.quote AS quote, text.id AS document
  UNION RETURN 'unexplained' AS kind, toString(toInteger(unexplained)) AS amount, NULL AS quote, NULL AS document
}
RETURN programme.name AS programme, kind, amount, quote, document
