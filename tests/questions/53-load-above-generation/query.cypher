MATCH (capacity:Capacity {kind: 'planned'})-[]-(site:Site)
WITH site.country AS region, sum(CASE capacity.basis WHEN 'nameplate' THEN capacity.power ELSE 0 END) AS generation,
     sum(CASE capacity.basis WHEN 'nameplate' THEN 0 ELSE capacity.power END) AS load
WHERE generation > 0 AND load > generation
RETURN region, generation
