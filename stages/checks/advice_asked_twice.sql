-- says:     The same service was asked for the same request on the same day already.
-- severity: query
-- extract:  advice
-- field:    service
-- code:     advice-asked-twice
-- action:   Remove one of the two rows.
select row_id, service as value
from (select row_id, service,
             row_number() over (partition by requeststableid, service, requested_date order by row_id) as place
      from current_advice
      where (requeststableid, service, requested_date) in (
          select requeststableid, service, requested_date
          from current_advice group by requeststableid, service, requested_date having count(*) > 1)) as numbered
where place > 1
order by row_id
