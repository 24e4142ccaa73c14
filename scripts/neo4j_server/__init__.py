"""What `scripts/neo4j` is made of: Neo4j from Maven, started for trials and tests. Standard library only."""
