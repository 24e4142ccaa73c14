MATCH (child:Firm)-[{role: 'parent'}]->(parent:Firm) WHERE child.lei IS NOT NULL AND parent.lei IS NOT NULL
MATCH (child)<-[:ABOUT]-(said:Statement {property: 'lei', shown: true})-[:STATED_IN]->(text:Document)
WITH parent, child, collect(said.quote)[0] AS quote, collect(text.id)[0] AS document
RETURN parent.lei AS parent, collect(child.lei) AS subsidiaries, collect(quote) AS quote, collect(document) AS document
