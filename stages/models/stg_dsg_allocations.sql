-- One row per year and block of the Dedicated Schools Grant, in pence.
select row_id, financial_year, substr(financial_year, 1, 4) || '-04-01' as year_start, block, allocation, transfer_in, brought_forward
from current_dsg_allocations
