-- One row per pupil with a need in a school census: the primary need, which is the one of the lowest rank.
-- keys: pupil_id, census_date
with ranked as (
    select census_date, pupil_id, sen_type,
           row_number() over (partition by census_date, pupil_id order by sen_type_rank, sen_type) as choice
    from stg_senneeds
)
select census_date, pupil_id, sen_type as primary_need from ranked where choice = 1
