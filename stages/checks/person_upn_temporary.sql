-- says:     The UPN is a temporary one (a letter at its end).
-- severity: query
-- extract:  person
-- field:    upn
-- code:     person-upn-temporary
-- action:   Ask the school for the permanent number.
select row_id, upn as value
from current_person
where length(upn) = 13 and substr(upn, 13, 1) between 'A' and 'Z'
order by row_id
