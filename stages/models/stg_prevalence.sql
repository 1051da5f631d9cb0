-- One row per year, area and estimate.
select row_id, year, area, measure, value
from current_prevalence
