// 20 Publication dates
// When were the articles published? Unknown stays empty: it is never the day of loading.
MATCH (document:Document)
WHERE EXISTS { (document)<-[:STATED_IN]-(:Statement {loader: 'article'}) }
RETURN document.caption AS document, document.published AS published, document.publishedBasis AS basis
ORDER BY document
