-- says:     The open plan has needs, but none of rank 1.
-- severity: query
-- extract:  senneed
-- field:    sentyperank
-- code:     active-plan-without-primary-need
-- action:   Rank the primary need 1.
select row_id, sentyperank as value
from (select row_id, sentyperank, min(sentyperank) over (partition by activeplanstableid) as lowest,
             row_number() over (partition by activeplanstableid order by sentyperank, row_id) as place
      from current_senneed) as ranked
where lowest > 1 and place = 1
order by row_id
