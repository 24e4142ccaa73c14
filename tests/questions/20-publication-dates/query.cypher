MATCH (:Statement {loader: 'article'})-[:STATED_IN]->(text:Document)
WITH DISTINCT text
RETURN text.published AS published, text.publishedBasis AS basis
ORDER BY text.id
