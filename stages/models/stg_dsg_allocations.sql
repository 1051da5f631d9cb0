-- One row per year and block of the Dedicated Schools Grant, in pence.
select row_id, financial_year, block, allocation, transfer_in, brought_forward
from current_dsg_allocations
