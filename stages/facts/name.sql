-- title:    Name
-- order:    10
-- personal: yes
select sampled.case_id, coalesce(person.surname, '') || ', ' || coalesce(person.forename, '') as "Surname, forename",
       person.birth_date as "Born", person.upn as "UPN", person.postcode as "Postcode"
from mart_sampled_case as sampled
join stg_person as person on person.person_id = sampled.person_id
order by sampled.case_id
