-- One row per child or young person of the SEN2 return.
select row_id, persontableid as person_id, NativeId as native_id, surname, forename, personbirthdate as birth_date,
       sex, ethnicity, postcode, upn, uniquelearnernumber as unique_learner_number, upnunknown as upn_unknown
from current_person
