-- says:     Mediation or an appeal is recorded although the request was agreed; the first decision should stay as it
--           was.
-- severity: query
-- extract:  requests
-- field:    requestoutcome
-- code:     request-challenged-but-agreed
-- action:   Restore the first outcome (N), or clear the flag.
select row_id, requestoutcome as value
from current_requests
where requestoutcome in ('Y', 'A') and (requestmediation = 1 or requesttribunal = 1)
order by row_id
