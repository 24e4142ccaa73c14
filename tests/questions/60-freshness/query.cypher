MATCH (document:Document) WHERE document.series STARTS WITH 'epoch/'
WITH max(document.published) AS release
MATCH (firm:Firm)-[{role: 'operator'}]-(site:Site)
OPTIONAL MATCH (site)<-[:PART_OF]-(capacity:Capacity {kind: 'existing'}) WHERE capacity.date IS NOT NULL
WITH release, firm, site, max(capacity.date) AS seen
WITH release, firm, count(site) AS sites, count(seen) AS powered, max(seen) AS latest
RETURN firm.name AS firm, sites, powered, latest, duration.inDays(date(latest), date(release)).days AS days
