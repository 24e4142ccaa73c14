"""Times: when a thing is so, when it was known, and which milestone stands."""
