-- title:       Phase transfer plans final by the day due
-- ref:         R06
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      SEND Regulations 2014 reg 18
-- owner:       Head of SEND
-- needs:       requests, activeplans.phasetransferduedate, activeplans.phasetransferfinaldate
-- definition:  Plans of children about to change phase that were final by the day due, of those due in the period.
with transfer as (
    select active.active_plan_id, active.row_id, active.request_id, active.phase_transfer_due_date as due_date,
           case when active.phase_transfer_final_date <= active.phase_transfer_due_date then 1 else 0 end as met,
           request.locality, request.primary_need, request.birth_date, request.sex,
           case when latest.request_id is null then active.row_id else latest.plan_row end as plan_row,
           latest.known_from, latest.known_to,
           age_at(request.birth_date, august_before(active.phase_transfer_due_date)) - 4 as school_year
    from stg_activeplans as active
    join mart_request as request on request.request_id = active.request_id
    left join mart_request_plan as latest on latest.request_id = active.request_id
    where active.phase_transfer_due_date is not null
      and (latest.known_to is null or latest.known_to > active.phase_transfer_due_date)
)
select transfer.active_plan_id as case_id, transfer.due_date as on_date, transfer.met, transfer.row_id,
       transfer.known_from, transfer.known_to,
       transfer.locality, transfer.primary_need, age_band(age_at(transfer.birth_date, transfer.due_date)) as age_band,
       main.school_phase, transfer.sex, main.school,
       case when transfer.school_year < 1 then 'early years'
            when transfer.school_year < 3 then 'key stage 1'
            when transfer.school_year < 7 then 'key stage 2'
            when transfer.school_year < 10 then 'key stage 3'
            when transfer.school_year < 12 then 'key stage 4'
            when transfer.school_year >= 12 then 'post-16' end as key_stage
from transfer
left join mart_main_placement as main
  on main.plan_row = transfer.plan_row and main.from_date <= transfer.due_date
 and (main.to_date is null or transfer.due_date < main.to_date)
