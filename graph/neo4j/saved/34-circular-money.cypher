// 34 Circular money
// Does a firm fund, back or own a part of its own customer?
MATCH path = (giver:Actor)-[gives]->(:CapitalFlow|Stake)-[takes]-(taker:Actor)-[buys]->(:Deal)<-[sells]-(giver)
WHERE gives.role IN ['guarantor', 'lender', 'investor', 'owner'] AND takes.role IN ['issuer', 'beneficiary', 'target']
  AND buys.role IN ['customer', 'endUser', 'buyer'] AND sells.role IN ['provider', 'seller']
RETURN path
LIMIT 100
