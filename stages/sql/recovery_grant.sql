/* One row a year and block of the grant. */
select cast(substr(allocation.financial_year, 1, 4) as integer), block.rowid - 1, sum(allocation.allocation),
    sum(coalesce(allocation.transfer_in, 0)), sum(allocation.brought_forward)
from temp.stg_dsg_allocations as allocation
join temp.code_dsg_block as block on block.code = allocation.block
group by allocation.financial_year, block.rowid
order by allocation.financial_year, block.rowid
