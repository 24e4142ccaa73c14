MATCH (firm:Firm)<-[:ABOUT]-(said:Statement {property: 'role', value: 'hyperscaler'})-[:STATED_IN]->(text:Document)
WITH firm, text, said, CASE WHEN said.modality = 'inferred' THEN 'reference'
     WHEN said.assertedBy IN firm.mentions THEN 'self' ELSE 'thirdParty' END AS basis
RETURN firm.name AS firm, basis, collect(DISTINCT text.publisher) AS publishers, collect(said.quote) AS quote,
       collect(text.id) AS document
