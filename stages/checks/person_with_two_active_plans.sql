-- says:     The person has another open plan from another request.
-- severity: query
-- extract:  activeplans
-- field:    requeststableid
-- code:     person-with-two-active-plans
-- action:   Keep the open plan that is in force.
with held as (
    select activeplans.row_id, activeplans.requeststableid, requests.persontableid
    from current_activeplans as activeplans
    join current_requests as requests on requests.requeststableid = activeplans.requeststableid)
select row_id, requeststableid as value
from (select row_id, requeststableid, row_number() over (partition by persontableid order by row_id) as place
      from held
      where persontableid in (select persontableid from held group by persontableid having count(*) > 1)) as numbered
where place > 1
order by row_id
