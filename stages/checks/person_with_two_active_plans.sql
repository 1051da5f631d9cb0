-- says:     The person has another open plan from another request.
-- severity: query
-- extract:  activeplans
-- field:    requeststableid
-- code:     person-with-two-active-plans
-- action:   Keep the open plan that is in force.
select row_id, requeststableid as value
from (select activeplans.row_id, activeplans.requeststableid,
             row_number() over (partition by requests.persontableid order by activeplans.row_id) as place
      from current_activeplans as activeplans
      join current_requests as requests on requests.requeststableid = activeplans.requeststableid) as numbered
where place > 1
order by row_id
