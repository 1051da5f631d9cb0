-- One row a measure, category, area and year that DfE publishes: England, the council's region (as DfE last had it), the council
-- itself. Of rows that say the same area and year the first in the file counts.
with told as (
    select row_id, time_period, geographic_level, region_code, old_la_code, breakdown_topic, breakdown from current_dfe_timeliness_20_week
    union all
    select row_id, time_period, geographic_level, region_code, old_la_code, breakdown_topic, breakdown from current_dfe_requests
    union all
    select row_id, time_period, geographic_level, region_code, old_la_code, breakdown_topic, breakdown from current_dfe_assessments
    union all
    select row_id, time_period, geographic_level, region_code, old_la_code, breakdown_topic, breakdown from current_dfe_sen_needs_all_plans
),
council_region as (
    select region_code
    from told
    join context on old_la_code = context.authority_code
    where geographic_level = 'Local authority' and region_code <> ''
    order by time_period desc, region_code
    limit 1
),
placed as materialized (
    select row_id, time_period,
        case when geographic_level = 'National' then 'England'
            when geographic_level = 'Regional' and region_code = (select region_code from council_region) then 'Region'
            when geographic_level = 'Local authority' and old_la_code = context.authority_code then 'Council' end as geography
    from told
    cross join context
    where breakdown_topic like 'All %' and breakdown like 'All %'
),
published as (
    select 'plans_issued_20_weeks' as measure, 'all' as breakdown, 'all' as category, placed.*, "PC_plans_issued_20_weeks_ex" as value
    from placed
    join current_dfe_timeliness_20_week as file on file.row_id = placed.row_id
    union all
    select 'plans_issued_20_weeks_all', 'all', 'all', placed.*, pc_plans_issued_within_20_weeks
    from placed
    join current_dfe_timeliness_20_week as file on file.row_id = placed.row_id
    union all
    select 'requests_decided_6_weeks', 'all', 'all', placed.*, request_outcome_six_weeks_pc
    from placed
    join current_dfe_requests as file on file.row_id = placed.row_id
    union all
    select 'not_issued_16_weeks', 'all', 'all', placed.*, outcome_decision_within_time_pc
    from placed
    join current_dfe_assessments as file on file.row_id = placed.row_id
    union all
    select 'plans_open', 'primary_need', need.code, placed.*,
        case need.code when 'ASD' then asd_pc when 'HI' then hi_pc when 'MLD' then mld_pc when 'MSI' then msi_pc
            when 'OTH' then oth_pc when 'PD' then pd_pc when 'PMLD' then pmld_pc when 'SEMH' then semh_pc
            when 'SLCN' then slcn_pc when 'SLD' then sld_pc when 'SPLD' then spld_pc when 'VI' then vi_pc end
    from placed
    join current_dfe_sen_needs_all_plans as file on file.row_id = placed.row_id
    cross join code_sen_type as need
),
ranked as (
    select measure, breakdown, category, geography, time_period, value,
        row_number() over (partition by measure, breakdown, category, geography, time_period order by row_id) as choice
    from published
    where geography is not null
)
select measure, breakdown, category, geography, time_period,
    case when length(time_period) = 6 then '20' || substr(time_period, 5, 2) || '-08-31' else time_period || '-12-31' end
        as period_end,
    value
from ranked
where choice = 1
