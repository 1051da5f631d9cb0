-- title: Pupil in the school census
-- order: 110
select sampled.case_id, pupil.census_date as "Census", coalesce(school.establishment_name, counted.school) as "School",
       coalesce(provision.label, pupil.sen_provision) as "Provision", coalesce(need.label, found.primary_need) as "Primary need",
       age_at(pupil.birth_date, pupil.census_date) as "Age on census day", sex.label as "Sex",
       case when counted.has_free_meals = 1 then 'yes' else 'no' end as "Free school meals"
from sampled_case as sampled
join stg_pupilonroll as pupil on pupil.row_id = sampled.row_id
left join mart_pupil as counted on counted.row_id = pupil.row_id
left join stg_establishments as school on school.urn = counted.school
left join mart_pupil_need as found on found.pupil_id = pupil.pupil_id and found.census_date = pupil.census_date
left join code_sen_provision as provision on provision.code = pupil.sen_provision
left join code_sen_type as need on need.code = found.primary_need
left join code_sex as sex on sex.code = pupil.sex
order by sampled.case_id
