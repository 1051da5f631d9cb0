-- title:       Open plans for each keyworker
-- ref:         W05
-- kind:        ratio
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      lower
-- source:      SEN2 plans; staffing returns
-- owner:       Workforce lead
-- counts:      other
-- amounts:     millionths
-- needs:       requests, assessment, namedplan, activeplans, staffing
-- definition:  Open plans for every full-time equivalent member of staff, permanent and agency, in the latest month.
--              Numerator and denominator are in millionths.
select plan.case_id, day.at_date, 1000000 as numerator, 0 as denominator, plan.row_id
from mart_plan as plan
join counting_date as day
  on day.at_date >= plan.from_date and day.at_date < coalesce(plan.to_date, '9999-12-31')
union all
select month || ' ' || team, at_date, 0, permanent_millionths + agency_millionths, row_id
from mart_staffing_day
