-- says:     The same UPN is given for another person.
-- severity: error
-- extract:  person
-- field:    upn
-- code:     person-upn-twice
-- action:   Find out whose number it is; if both are one child, keep one row.
select row_id, upn as value
from (select row_id, upn, row_number() over (partition by upn order by row_id) as place
      from current_person
      where upn in (select upn from current_person group by upn having count(*) > 1)) as numbered
where place > 1
order by row_id
