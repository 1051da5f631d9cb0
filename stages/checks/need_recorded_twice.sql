-- says:     The same need is recorded twice for the open plan.
-- severity: query
-- extract:  senneed
-- field:    sentype
-- code:     need-recorded-twice
-- action:   Remove one of the two.
select row_id, sentype as value
from (select row_id, sentype,
             row_number() over (partition by activeplanstableid, sentype order by sentyperank, row_id) as place
      from current_senneed) as numbered
where place > 1
order by row_id
