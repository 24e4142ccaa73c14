"""Words and sentences: tokens, inflections, the lexicon, verbs, and where a text is cut."""
