-- One row per child and stretch of days (from_date on, before to_date) on which the child's latest plan, ceased or not,
-- and its main placement are the same.
-- keys: person_id
select plan.person_id, plan.primary_need, main.school, main.school_phase,
       case when main.from_date > plan.from_date then main.from_date else plan.from_date end as from_date,
       least_date(plan.next_from_date, main.to_date) as to_date
from mart_plan as plan
join mart_main_placement as main
  on main.plan_row = plan.row_id and (main.to_date is null or main.to_date > plan.from_date)
 and (plan.next_from_date is null or main.from_date < plan.next_from_date)
where plan.next_from_date is null or plan.next_from_date > plan.from_date
