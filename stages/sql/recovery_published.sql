/* One row a census and category of DfE's counts of plans, of school years that have ended on day ?1. */
select placement.january, placement.category, placement.plans, placement.ehcplans
from mart_dfe_placement as placement
join temp.code_high_needs_category as category on category.code = placement.category
where placement.january || '-08-31' <= ?1
order by placement.time_period, category.rowid
