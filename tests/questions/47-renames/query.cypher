MATCH (firm:Firm)<-[:ABOUT]-(said:Statement)-[:STATED_IN]->(text:Document)
WHERE said.property IN ['name', 'alias', 'ticker'] AND said.validTo IS NOT NULL
RETURN firm.id AS firm, said.value AS former, said.validTo AS until, said.quote AS quote, text.id AS document
