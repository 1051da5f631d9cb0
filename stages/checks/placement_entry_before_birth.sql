-- says:     The placement began before the person was born.
-- severity: error
-- extract:  placementdetail
-- field:    entrydate
-- code:     placement-entry-before-birth
-- action:   Correct the date of birth or of entry.
select placementdetail.row_id, placementdetail.entrydate as value
from current_placementdetail as placementdetail
join current_activeplans as activeplans on activeplans.activeplanstableid = placementdetail.activeplanstableid
join current_requests as requests on requests.requeststableid = activeplans.requeststableid
join current_person as person on person.persontableid = requests.persontableid
where placementdetail.entrydate < person.personbirthdate
order by placementdetail.row_id
