MATCH (site:Site)
OPTIONAL MATCH (site)-[:PART_OF]-(programme:Program)
MATCH (site)<-[:ABOUT]-(said:Statement {property: 'name', shown: true})-[:STATED_IN]->(text:Document)
WITH programme, site, collect(said)[0] AS said, collect(text)[0] AS text
RETURN programme.name AS programme, collect(site.name) AS sites, collect(said.quote) AS quote, collect(text.id) AS document
