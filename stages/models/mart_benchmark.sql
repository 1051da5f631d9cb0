-- One row a measure, category, area and year that DfE publishes: England, the council's region (as DfE last had it), the council
-- itself. Of rows that say the same area and year the first in the file counts.
with published as (
    select 'plans_issued_20_weeks' as measure, 'all' as breakdown, 'all' as category, time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, breakdown as part, row_id, "PC_plans_issued_20_weeks_ex" as value
    from current_dfe_timeliness_20_week
    union all
    select 'plans_issued_20_weeks_all', 'all', 'all', time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, breakdown, row_id, pc_plans_issued_within_20_weeks
    from current_dfe_timeliness_20_week
    union all
    select 'requests_decided_6_weeks', 'all', 'all', time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, breakdown, row_id, request_outcome_six_weeks_pc
    from current_dfe_requests
    union all
    select 'not_issued_16_weeks', 'all', 'all', time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, breakdown, row_id, outcome_decision_within_time_pc
    from current_dfe_assessments
    union all
    select 'plans_open', 'primary_need', need.code, time_period, geographic_level, region_code, old_la_code, breakdown_topic,
        breakdown, row_id,
        case need.code when 'ASD' then asd_pc when 'HI' then hi_pc when 'MLD' then mld_pc when 'MSI' then msi_pc
            when 'OTH' then oth_pc when 'PD' then pd_pc when 'PMLD' then pmld_pc when 'SEMH' then semh_pc
            when 'SLCN' then slcn_pc when 'SLD' then sld_pc when 'SPLD' then spld_pc when 'VI' then vi_pc end
    from current_dfe_sen_needs_all_plans
    cross join code_sen_type need
),
council_region as (
    select region_code
    from published
    join context on old_la_code = context.authority_code
    where geographic_level = 'Local authority' and region_code <> ''
    order by time_period desc, region_code
    limit 1
),
placed as (
    select measure, breakdown, category, time_period, value, row_id,
        case when geographic_level = 'National' then 'England'
            when geographic_level = 'Regional' and region_code = (select region_code from council_region) then 'Region'
            when geographic_level = 'Local authority' and old_la_code = context.authority_code then 'Council' end as geography
    from published
    cross join context
    where breakdown_topic like 'All %' and part like 'All %'
),
ranked as (
    select measure, breakdown, category, geography, time_period, value,
        row_number() over (partition by measure, breakdown, category, geography, time_period order by row_id) as choice
    from placed
    where geography is not null
)
select measure, breakdown, category, geography, time_period,
    case when length(time_period) = 6 then '20' || substr(time_period, 5, 2) || '-08-31' else time_period || '-12-31' end
        as period_end,
    value
from ranked
where choice = 1
