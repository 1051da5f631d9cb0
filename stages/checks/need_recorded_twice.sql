-- says:     The same need is recorded twice for the open plan.
-- severity: query
-- extract:  senneed
-- field:    sentype
-- code:     need-recorded-twice
-- action:   Remove one of the two.
select row_id, sentype as value
from (select row_id, sentype,
             row_number() over (partition by activeplanstableid, sentype order by sentyperank, row_id) as place
      from current_senneed
      where (activeplanstableid, sentype) in (
          select activeplanstableid, sentype
          from current_senneed group by activeplanstableid, sentype having count(*) > 1)) as numbered
where place > 1
order by row_id
