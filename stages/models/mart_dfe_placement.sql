-- One row per January and category of the DSG management plan: the council's plans as DfE publishes them, DfE's columns
-- of establishments mapped to the seven categories as DfE maps them. Other is the published total less the rest.
with published as (
    select time_period, substr(time_period, 1, 2) || substr(time_period, 5, 2) as january, ehcplans,
           coalesce(mainstream_la_maintained, 0) + coalesce(mainstream_academy, 0) + coalesce(mainstream_free_school, 0)
               as mainstream,
           coalesce(mainstream_la_maintained_resourced_provision, 0) + coalesce(mainstream_la_maintained_senunit, 0)
               + coalesce(mainstream_academy_resourced_provision, 0) + coalesce(mainstream_academy_senunit, 0)
               + coalesce(mainstream_free_school_resourced_provision, 0) + coalesce(mainstream_free_school_senunit, 0)
               as resourced,
           coalesce(special_la_maintained, 0) + coalesce(special_academy_free, 0) as special,
           coalesce(mainstream_independent, 0) + coalesce(special_independent, 0) + coalesce(special_non_maintained, 0)
               as independent,
           coalesce(ap_pru_academy, 0) + coalesce(ap_pru_free_school, 0) + coalesce(ap_pru_la_maintained, 0) as hospital,
           coalesce(general_fe_tertiary_colleges, 0) + coalesce(specialist_post_16_institutions, 0)
               + coalesce(ukrlp_provider, 0) as post_16
    from current_dfe_caseload
    cross join context
    where geographic_level = 'Local authority' and old_la_code = context.authority_code and breakdown_topic like 'All %'
)
select published.time_period, published.january, category.code as category,
       case category.code
           when 'mainstream' then mainstream when 'resourced' then resourced when 'special' then special
           when 'independent' then independent when 'hospital or AP' then hospital when 'post-16' then post_16
           else ehcplans - mainstream - resourced - special - independent - hospital - post_16 end as plans,
       published.ehcplans
from published
cross join code_high_needs_category as category
order by published.time_period, category.rowid
