-- One row per plan held, completed years it has been held and school year (from_date on, before to_date), from the first to the
-- last of the days counted. Age and year group are those of the 31 August before.
-- keys: plan_row
with recursive range as (
    select min(at_date) as first_date, max(at_date) as last_date from counting_date
),
school_year as materialized (
    select august, add_days(august, 1) as from_date, add_days(add_months(august, 12), 1) as to_date
    from (select distinct august_before(at_date) as august from counting_date) as year
),
later as (
    select 0 as years
    union all
    select later.years + 1
    from later
    join range on later.years <= age_at(range.first_date, range.last_date)
),
held as materialized (
    select plan.row_id, plan.birth_date, plan.from_date as start_date, plan.to_date as cease_date,
           coalesce(age_at(plan.from_date, range.first_date), 0) + later.years as years_held
    from mart_plan as plan
    cross join range
    cross join later
    where plan.to_date is null or plan.to_date > range.first_date
),
year_held as materialized (
    select held.row_id, held.birth_date, held.years_held, anniversary(held.start_date, held.years_held) as from_date,
           least_date(held.cease_date, anniversary(held.start_date, held.years_held + 1)) as to_date
    from held
    cross join range
    where anniversary(held.start_date, held.years_held) <= range.last_date
)
select held.row_id as plan_row, held.years_held, age_band(age_at(held.birth_date, school_year.august)) as age_band,
       nc_year(held.birth_date, school_year.august) as nc_year,
       case when held.from_date > school_year.from_date then held.from_date else school_year.from_date end as from_date,
       least_date(held.to_date, school_year.to_date) as to_date
from year_held as held
join school_year on held.from_date < school_year.to_date and (held.to_date is null or held.to_date > school_year.from_date)
