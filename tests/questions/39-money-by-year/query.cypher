MATCH (firm:Firm)-[:RAISES]->(flow:CapitalFlow)
WHERE flow.kind IN ['bondIssuance', 'convertibleNotes', 'loan', 'creditFacility', 'equity', 'buyback', 'prepayment']
MATCH (said:Statement {id: flow.amountStatements[0]})-[:STATED_IN]->(text:Document)
WITH firm, substring(flow.date, 0, 4) AS year, said, text, CASE flow.kind WHEN 'buyback' THEN -flow.amount ELSE flow.amount END AS came,
     CASE WHEN flow.kind IN ['equity', 'buyback'] THEN 'equity' WHEN flow.kind = 'prepayment' THEN 'customer' ELSE 'debt' END AS family
WITH firm, year, sum(CASE family WHEN 'debt' THEN came ELSE 0 END) AS debt,
     sum(CASE family WHEN 'equity' THEN came ELSE 0 END) AS equity, sum(came) AS cash,
     collect(said.quote) AS quote, collect(text.id) AS document
RETURN firm.name AS firm, year, toString(toInteger(debt)) AS debt, toString(toInteger(equity)) AS equity,
       toString(toInteger(cash)) AS cash, quote, document
