-- One row per setting that a plan may have as its main placement: its placements (source 1), then the settings named in
-- it (source 2).
-- keys: plan_row, source, placement_rank, setting_id
with offered as (
    select plan.row_id as plan_row, placement.row_id, 1 as source, coalesce(placement.placement_rank, 99) as placement_rank,
           placement.placement_id as setting_id, placement.urn, placement.sen_setting, placement.in_sen_unit,
           placement.in_resourced_provision, placement.entry_date, placement.leaving_date
    from mart_plan as plan
    join stg_activeplans as active on active.request_id = plan.request_id
    join stg_placementdetail as placement on placement.active_plan_id = active.active_plan_id
    union all
    select plan.row_id, detail.row_id, 2, coalesce(detail.placement_rank, 99), detail.detail_id, detail.urn, detail.sen_setting,
           detail.in_sen_unit, detail.in_resourced_provision, null, null
    from mart_plan as plan
    join stg_plandetail as detail on detail.plan_id = plan.plan_id
)
select plan_row, row_id, source, placement_rank, setting_id, urn, sen_setting, coalesce(in_sen_unit, 0) as in_sen_unit,
       coalesce(in_resourced_provision, 0) as in_resourced_provision, entry_date, leaving_date
from offered
