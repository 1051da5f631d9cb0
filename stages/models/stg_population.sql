-- One row per year, area and age of residents.
select row_id, year, area, age, count as residents
from current_population
