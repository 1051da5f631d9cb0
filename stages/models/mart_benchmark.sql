-- One row a measure, category, area and year that DfE publishes: England, the council's region, the council itself.
with published as (
    select 'plans_issued_20_weeks' as measure, 'all' as breakdown, 'all' as category, time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, "PC_plans_issued_20_weeks_ex" as value
    from current_dfe_timeliness_20_week
    union all
    select 'plans_issued_20_weeks_all', 'all', 'all', time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, pc_plans_issued_within_20_weeks
    from current_dfe_timeliness_20_week
    union all
    select 'requests_decided_6_weeks', 'all', 'all', time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, request_outcome_six_weeks_pc
    from current_dfe_requests
    union all
    select 'not_issued_16_weeks', 'all', 'all', time_period, geographic_level,
        region_code, old_la_code, breakdown_topic, outcome_decision_within_time_pc
    from current_dfe_assessments
    union all
    select 'plans_open', 'primary_need', need.code, time_period, geographic_level, region_code, old_la_code, breakdown_topic,
        case need.code when 'ASD' then asd_pc when 'HI' then hi_pc when 'MLD' then mld_pc when 'MSI' then msi_pc
            when 'OTH' then oth_pc when 'PD' then pd_pc when 'PMLD' then pmld_pc when 'SEMH' then semh_pc
            when 'SLCN' then slcn_pc when 'SLD' then sld_pc when 'SPLD' then spld_pc when 'VI' then vi_pc end
    from current_dfe_sen_needs_all_plans
    cross join code_sen_type need
),
council_region as (
    select max(region_code) as region_code from current_dfe_timeliness_20_week, context
    where old_la_code = context.authority_code
)
select measure, breakdown, category,
    case geographic_level when 'National' then 'England' when 'Regional' then 'Region' else 'Council' end as geography,
    time_period,
    case when length(time_period) = 6 then '20' || substr(time_period, 5, 2) || '-08-31' else time_period || '-12-31' end
        as period_end,
    value
from published
cross join context
cross join council_region
where breakdown_topic like 'All %'
    and (geographic_level = 'National'
        or (geographic_level = 'Regional' and published.region_code = council_region.region_code)
        or (geographic_level = 'Local authority' and old_la_code = context.authority_code))
