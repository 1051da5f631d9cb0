-- says:     The same person has another request received on the same day.
-- severity: query
-- extract:  requests
-- field:    receiveddate
-- code:     request-recorded-twice
-- action:   Remove one of the two, if they are the same request.
select row_id, receiveddate as value
from (select row_id, receiveddate,
             row_number() over (partition by persontableid, receiveddate order by row_id) as place
      from current_requests
      where (persontableid, receiveddate) in (
          select persontableid, receiveddate
          from current_requests group by persontableid, receiveddate having count(*) > 1)) as numbered
where place > 1
order by row_id
