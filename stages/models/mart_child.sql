-- One row per child or young person of the SEN2 return, with the locality of the home.
-- keys: person_id
select person.person_id, person.birth_date, person.sex, person.ethnicity, home.locality
from stg_person as person
left join mart_postcode as home on home.written = person.postcode
