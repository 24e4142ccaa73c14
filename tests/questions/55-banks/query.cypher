MATCH (bank:Firm)-[:FUNDS {role: 'lender'}]->(flow:CapitalFlow)-[{role: 'beneficiary'}]-(borrower:Firm)
WHERE flow.kind IN ['loan', 'creditFacility'] AND 'bank' IN bank.roles
WITH borrower, collect(DISTINCT bank.name) AS banks WHERE size(banks) >= 3
RETURN borrower.name AS borrower, banks
