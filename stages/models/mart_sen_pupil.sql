-- One row per pupil counted in a school census who has SEN Support (K) or a plan (E).
select pupil.row_id, pupil.pupil_id, pupil.census_date, pupil.sen_provision, pupil.school, pupil.sex, school.school_phase,
       need.primary_need, home.locality, age_at(pupil.birth_date, august_before(pupil.census_date)) as age
from mart_pupil as pupil
left join mart_school as school on school.urn = pupil.school
left join mart_pupil_need as need on need.pupil_id = pupil.pupil_id and need.census_date = pupil.census_date
left join mart_postcode as home on home.written = pupil.postcode
where pupil.sen_provision in ('K', 'E')
