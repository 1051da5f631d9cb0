-- title:       Open EHC plans
-- ref:         C01
-- kind:        count
-- when:        snapshot
-- period:      day
-- unit:        number
-- better:      neither
-- source:      SEN2 named plans and active plans
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan, activeplans
-- definition:  Plans begun and not ceased on the day counted, plans of children who moved in included. Ages and year
--              groups are those of the 31 August before.
with school_year as (
    select at_date, august_before(at_date) as august from counting_date
),
aged as (
    select plan.row_id, year.august, age_band(age_at(plan.birth_date, year.august)) as age_band,
           nc_year(plan.birth_date, year.august) as nc_year
    from mart_plan as plan
    cross join (select distinct august from school_year) as year
)
select plan.case_id, year.at_date, plan.row_id, plan.locality, plan.primary_need, aged.age_band, main.school_phase, plan.sex,
       main.placement_type, aged.nc_year, plan.ethnicity, age_at(plan.from_date, year.at_date) as years_held
from mart_plan as plan
join school_year as year
  on year.at_date >= plan.from_date and (plan.to_date is null or year.at_date < plan.to_date)
join aged on aged.row_id = plan.row_id and aged.august = year.august
join mart_main_placement as main
  on main.plan_row = plan.row_id and main.from_date <= year.at_date
 and (main.to_date is null or year.at_date < main.to_date)
