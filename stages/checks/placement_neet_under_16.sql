-- says:     The code NEET is for young people of 16 and more, but the child was younger.
-- severity: query
-- extract:  placementdetail
-- field:    sensetting
-- code:     placement-neet-under-16
-- action:   Use another code, or correct the date of birth.
select placementdetail.row_id, placementdetail.sensetting as value
from current_placementdetail as placementdetail
join current_activeplans as activeplans on activeplans.activeplanstableid = placementdetail.activeplanstableid
join current_requests as requests on requests.requeststableid = activeplans.requeststableid
join current_person as person on person.persontableid = requests.persontableid
where placementdetail.sensetting = 'NEET'
  and age_at(person.personbirthdate, placementdetail.entrydate) < 16
order by placementdetail.row_id
