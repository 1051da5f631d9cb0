-- says:     No setting or type of setting is named in the plan.
-- severity: query
-- extract:  namedplan
-- field:    namedplantableid
-- code:     plan-without-named-setting
-- action:   Add the row of the plandetail file.
select row_id, namedplantableid as value
from current_namedplan
where namedplantableid not in (select namedplantableid from current_plandetail)
  and exists (select 1 from current_plandetail)
order by row_id
