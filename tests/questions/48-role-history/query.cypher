MATCH (:Firm {name: 'Tenfold Grid'})<-[:ABOUT]-(said:Statement {property: 'role'})-[:STATED_IN]->(text:Document)
RETURN said.value AS role, said.validFrom AS since, said.validTo AS until, text.published AS told, said.quote AS quote,
       text.id AS document
