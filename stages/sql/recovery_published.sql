select january, category, plans, ehcplans
from temp.mart_dfe_placement
where january || '-08-31' <= ?1
order by time_period
