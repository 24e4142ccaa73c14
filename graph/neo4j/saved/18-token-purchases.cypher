// 18 Token purchases
// Who bought tokens, and how many? An amount in tokens is no amount of money.
MATCH path = (flow:CapitalFlow {kind: 'tokenPurchase'})-[]-(:Actor)
RETURN path
LIMIT 200
