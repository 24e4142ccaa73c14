// 31 Who backs whom
// Guarantors, lenders, investors and owners of stakes, and what they back.
MATCH backing = (:Actor)-[role]->(thing:Deal|CapitalFlow|Stake)
WHERE role.role IN ['guarantor', 'lender', 'investor', 'owner']
OPTIONAL MATCH backed = (thing)-[other]-(:Wattgraph)
WHERE other.role IN ['issuer', 'beneficiary', 'target', 'provider', 'customer']
RETURN backing, backed
LIMIT 300
