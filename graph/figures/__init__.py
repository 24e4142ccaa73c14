"""Figures over sums: dollars per megawatt, shares and concentration, money by year, headroom, build-up."""
