-- One row per pupil counted (enrolled C or M) in a school census at or before as-at. The school is the URN, else the one
-- that the LA and establishment number belong to. Birth date, sex and postcode are those of pupils with SEN alone.
select pupil.row_id, pupil.pupil_id, pupil.census_date, pupil.sen_provision,
       coalesce(pupil.urn, (select school.urn from mart_la_school as school
                            where school.la_establishment = replace(pupil.native_id, '/', ''))) as school,
       case when meals.pupil_id is null then 0 else 1 end as has_free_meals,
       case when substr(pupil.upn, 13, 1) between 'A' and 'Z' then 1 else 0 end as has_temporary_upn,
       case when pupil.sen_provision in ('K', 'E') then pupil.birth_date end as birth_date,
       case when pupil.sen_provision in ('K', 'E') then pupil.sex end as sex,
       case when pupil.sen_provision in ('K', 'E') then pupil.postcode end as postcode
from stg_pupilonroll as pupil
left join mart_free_meals as meals on meals.pupil_id = pupil.pupil_id and meals.census_date = pupil.census_date
where pupil.enrol_status in ('C', 'M') and pupil.census_date <= (select as_at from context)
