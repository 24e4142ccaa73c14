// 00 Overview
// All deals, flows, stakes and capacities that somebody takes part in.
MATCH path = (:Actor)-[]-(:Deal|CapitalFlow|Stake|Capacity)
RETURN path
LIMIT 300
