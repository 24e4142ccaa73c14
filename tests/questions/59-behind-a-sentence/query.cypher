MATCH (thing)<-[:ABOUT]-(said:Statement)-[:STATED_IN]->(text:Document {id: '6ea15f4872d939bd5925869052a2ab17'})
WHERE said.start < 149 AND said.end > 93
RETURN [label IN labels(thing) WHERE label IN ['Firm', 'Stake']][0] AS class, said.property AS property,
       said.quote AS words, text.licence AS licence, said.quote AS quote, text.id AS document
