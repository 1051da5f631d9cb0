-- title:    Pupil
-- order:    10
-- personal: yes
select sampled.case_id, pupil.upn as "UPN", pupil.birth_date as "Born", pupil.postcode as "Postcode"
from sampled_case as sampled
join stg_pupilonroll as pupil on pupil.row_id = sampled.row_id
order by sampled.case_id
