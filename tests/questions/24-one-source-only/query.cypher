// A figure is a fact's own: its amount, power, share or change. One article is one source, however often it says so.
UNWIND ['amount', 'power', 'share', 'change'] AS figure
MATCH (fact:Wattgraph)
WHERE fact[figure + 'Statements'] IS NOT NULL
UNWIND fact[figure + 'Statements'] AS stated
MATCH (:Statement {id: stated})-[:STATED_IN]->(source:Document)
WITH fact, figure, count(DISTINCT source) AS sources
WHERE sources = 1
MATCH (said:Statement {id: fact[figure + 'Statements'][0]})-[:STATED_IN]->(text:Document)
RETURN [label IN labels(fact) WHERE label <> 'Wattgraph'][0] AS class, fact[figure + 'LowerExact'] AS lower,
       fact[figure + 'UpperExact'] AS upper, fact[figure + 'Unit'] AS unit, sources, said.quote AS quote,
       text.id AS document
ORDER BY class, lower, upper
