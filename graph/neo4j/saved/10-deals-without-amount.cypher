// 10 Deals without amount
// Which deals have no stated amount?
MATCH path = (deal:Deal)-[]-(:Actor)
WHERE deal.amountUnit IS NULL
RETURN path
LIMIT 300
