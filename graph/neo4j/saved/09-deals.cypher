// 09 All deals
// All deals with their parties and amounts.
MATCH path = (deal:Deal)-[]-(:Actor)
RETURN path
LIMIT 300
