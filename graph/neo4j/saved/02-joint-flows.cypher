// 02 Joint flows
// Who raises how much together? One flow with all its issuers: the amount is of all, never of each.
MATCH path = (flow:CapitalFlow)<-[:RAISES]-(:Actor)
WHERE COUNT { (flow)<-[:RAISES]-() } > 1
RETURN path
