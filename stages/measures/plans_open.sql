-- title:       Open EHC plans
-- ref:         C01
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      neither
-- source:      SEN2 named plans and active plans
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan, activeplans
-- pairs:       category
-- definition:  Plans begun and not ceased on the day counted, plans of children who moved in included. Ages and year
--              groups are those of the 31 August before.
select plan.case_id, plan.row_id,
       case when held.from_date > main.from_date then held.from_date else main.from_date end as from_date,
       least_date(held.to_date, main.to_date) as to_date,
       plan.locality, plan.primary_need, held.age_band, main.school_phase, plan.sex,
       main.placement_type, held.nc_year, plan.ethnicity, held.years_held, main.dsg_category as category
from mart_plan as plan
join mart_held_year as held on held.plan_row = plan.row_id
join mart_main_placement as main
  on main.plan_row = plan.row_id and (held.to_date is null or main.from_date < held.to_date)
 and (main.to_date is null or held.from_date < main.to_date)
where held.to_date is null or held.from_date < held.to_date
