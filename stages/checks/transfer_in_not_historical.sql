-- says:     The plan came from another authority, but its request was decided here; a transfer has request and
--           assessment H.
-- severity: query
-- extract:  activeplans
-- field:    transferla
-- code:     transfer-in-not-historical
-- action:   Set the outcome of the request to H, or remove the authority code.
select activeplans.row_id, activeplans.transferla as value
from current_activeplans as activeplans
join current_requests as requests on requests.requeststableid = activeplans.requeststableid
where activeplans.transferla is not null and requests.requestoutcome <> 'H'
order by activeplans.row_id
