-- says:     The transfers between the four blocks of the year do not add to nothing.
-- severity: query
-- extract:  dsg_allocations
-- field:    transfer_in
-- code:     block-transfers-do-not-cancel
-- action:   What one block gains another must lose: correct the transfers.
with year_total as (
    select financial_year, min(row_id) as row_id, sum(transfer_in) as net, count(*) as blocks
    from current_dsg_allocations group by financial_year)
select row_id, net as value
from year_total
where blocks = 4 and net <> 0
order by row_id
