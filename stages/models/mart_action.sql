-- One row per action of the plan, as its latest report at or before as-at has it (of one day there is one report).
with reported as (
    select action.row_id, action.ref, action.priority, action.action, action.measure, action.owner, action.complete_by,
           action.status, action.note,
           row_number() over (partition by action.ref order by action.updated_date desc) as choice
    from stg_actions as action
    join context on action.updated_date <= context.as_at
)
select row_id, ref, priority, action, measure, owner, complete_by, status, note,
       case when status in ('on track', 'done') then 1 else 0 end as is_on_track,
       case when status = 'done' then 0
            when reported.complete_by is null then case when status = 'overdue' then 1 else 0 end
            when reported.complete_by < context.as_at then 1
            else 0 end as is_overdue
from reported
cross join context
where choice = 1
