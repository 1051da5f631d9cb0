-- says:     A reason for a missing UPN is given although there is a UPN or ULN.
-- severity: query
-- extract:  person
-- field:    upnunknown
-- code:     person-reason-beside-upn
-- action:   Remove the reason.
select row_id, upnunknown as value
from current_person
where upnunknown is not null and (upn is not null or uniquelearnernumber is not null)
order by row_id
