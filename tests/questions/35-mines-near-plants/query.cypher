MATCH (mine:Site {kind: 'miningFarm'}), (plant:Site {kind: 'powerPlant'})<-[:PART_OF]-(capacity:Capacity {basis: 'nameplate'})
WHERE capacity.power > 500
WITH mine, plant, point.distance(
    point({latitude: toFloat(mine.latitude), longitude: toFloat(mine.longitude)}),
    point({latitude: toFloat(plant.latitude), longitude: toFloat(plant.longitude)})) / 1000 AS km
WHERE km <= 30
RETURN mine.name AS mine, plant.name AS plant, plant.fuel AS fuel, km
