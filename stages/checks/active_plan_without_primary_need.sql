-- says:     The open plan has needs, but none of rank 1.
-- severity: query
-- extract:  senneed
-- field:    sentyperank
-- code:     active-plan-without-primary-need
-- action:   Rank the primary need 1.
select row_id, sentyperank as value
from (select row_id, sentyperank,
             row_number() over (partition by activeplanstableid order by sentyperank, row_id) as place
      from current_senneed
      where activeplanstableid not in (select activeplanstableid from current_senneed where sentyperank <= 1)) as ranked
where place = 1
order by row_id
