-- says:     The person has another plan that was still open when this one started; both are counted.
-- severity: query
-- extract:  namedplan
-- field:    startdate
-- code:     plans-overlap
-- action:   End the earlier plan, or remove the copy.
select row_id, startdate as value
from (select namedplan.row_id, namedplan.startdate,
             max(coalesce(namedplan.ceasedate, '9999-12-31')) over earlier as earlier_end
      from current_namedplan as namedplan
      join current_assessment as assessment on assessment.assessmenttableid = namedplan.assessmenttableid
      join current_requests as requests on requests.requeststableid = assessment.requeststableid
      window earlier as (partition by requests.persontableid order by namedplan.startdate, namedplan.row_id
                         rows between unbounded preceding and 1 preceding)) as following
where earlier_end > startdate
order by row_id
