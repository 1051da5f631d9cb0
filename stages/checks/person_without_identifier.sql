-- says:     Neither UPN nor ULN is given, nor a reason why.
-- severity: query
-- extract:  person
-- field:    upn
-- code:     person-without-identifier
-- action:   Enter the UPN, the ULN, or one of the reasons UN1 to UN10.
select row_id, persontableid as value
from current_person
where upn is null and uniquelearnernumber is null and upnunknown is null
order by row_id
