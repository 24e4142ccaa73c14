// 17 Projections
// What is projected, by whom? A projection is never money that flowed. A node's `date` tells for when.
MATCH path = (:Projection)-[]-(:Actor)
RETURN path
LIMIT 200
