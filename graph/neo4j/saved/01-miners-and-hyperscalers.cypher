// 01 Miners and hyperscalers
// Which Bitcoin miners are linked to hyperscalers, by what deal, for how much?
// Double-click a node to see more of what touches it.
MATCH (miner:Actor)-[link:LINKED_TO]-(large:Actor)
WHERE 'bitcoinMiner' IN miner.roles AND 'hyperscaler' IN large.roles
MATCH path = (miner)-[]-(:Wattgraph {id: link.via})-[]-(large)
RETURN path
