// 15 Index moves
// How did the stock indices move?
MATCH path = (move:Event {kind: 'marketMove', moveKind: 'index'})-[]-(:Actor)
RETURN path
LIMIT 200
