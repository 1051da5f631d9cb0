-- says:     Another placement of the open plan has the same rank at the same time.
-- severity: query
-- extract:  placementdetail
-- field:    placementrank
-- code:     placement-rank-twice
-- action:   Rank the main placement 1 and the other 2, or end the earlier one.
select row_id, placementrank as value
from (select row_id, placementrank, entrydate,
             max(coalesce(leavingdate, '9999-12-31')) over earlier as earlier_end
      from current_placementdetail
      window earlier as (partition by activeplanstableid, placementrank
                         order by coalesce(entrydate, '0000-01-01'), row_id
                         rows between unbounded preceding and 1 preceding)) as following
where earlier_end > coalesce(entrydate, '0000-01-01')
order by row_id
