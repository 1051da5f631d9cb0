-- says:     A final plan for the phase transfer is dated, but not the day it was due.
-- severity: query
-- extract:  activeplans
-- field:    phasetransferduedate
-- code:     phase-transfer-without-due-date
-- action:   Enter 15 February or 31 March of the year of transfer.
select row_id, phasetransferfinaldate as value
from current_activeplans
where phasetransferfinaldate is not null and phasetransferduedate is null
order by row_id
