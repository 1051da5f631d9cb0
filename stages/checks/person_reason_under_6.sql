-- says:     The reason UN1 is for children under six, but the person was older when the request came.
-- severity: query
-- extract:  person
-- field:    upnunknown
-- code:     person-reason-under-6
-- action:   Find the UPN, or give another reason.
select person.row_id, person.upnunknown as value
from current_person as person
join (select persontableid, max(receiveddate) as receiveddate from current_requests group by persontableid) as latest
  on latest.persontableid = person.persontableid
where person.upnunknown = 'UN1' and age_at(person.personbirthdate, latest.receiveddate) >= 6
order by person.row_id
