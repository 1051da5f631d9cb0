-- One row per plan held and stretch of days on which it is open in one main placement (from_date on, before to_date).
with authority as (
    select coalesce((select min(native_id) from stg_person where native_id is not null), context.authority_code) as la_code
    from context
)
select plan.case_id, plan.row_id, main.school, main.dsg_category, main.unit_provision,
       case when main.la_code <> authority.la_code or main.is_arranged_by_other_la = 1 then 1 else 0 end as is_out_of_area,
       case when main.from_date > plan.from_date then main.from_date else plan.from_date end as from_date,
       least_date(plan.to_date, main.to_date) as to_date
from mart_plan as plan
join mart_main_placement as main
  on main.plan_row = plan.row_id and (main.to_date is null or main.to_date > plan.from_date)
 and (plan.to_date is null or main.from_date < plan.to_date)
cross join authority
