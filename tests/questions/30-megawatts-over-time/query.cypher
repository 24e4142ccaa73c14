// Each site once, by its latest milestone up to a day.
UNWIND ['2025-01-01', '2026-01-01', '2026-07-19', '2027-01-01', '2028-01-01'] AS asOf
MATCH (site:Site)<-[:PART_OF]-(capacity:Capacity) WHERE capacity.date <= asOf
WITH asOf, site, capacity ORDER BY capacity.date DESC
WITH asOf, site, capacity.basis AS basis, collect(capacity)[0] AS latest
MATCH (user:Firm)-[{role: 'operator'}]-(site) WHERE 'hyperscaler' IN user.roles
MATCH (said:Statement {id: latest.powerStatements[0]})-[:STATED_IN]->(text:Document)
WITH asOf, basis, user, latest.status AS status, sum(latest.power) AS megawatts, collect(said.quote) AS quote,
     collect(text.id) AS document
RETURN user.name AS user, status, basis, asOf, trim(replace(toString(megawatts) + ' ', '.0 ', '')) AS megawatts, quote, document
