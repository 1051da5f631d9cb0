-- One row per year and block of the Dedicated Schools Grant, in pence.
select row_id,
       substr(financial_year, 1, 4) || '-' || substr(financial_year, length(financial_year) - 1, 2) as financial_year,
       block, allocation, transfer_in, brought_forward
from current_dsg_allocations
