-- One row per amount that moves the high needs balance of a financial year, in pence: what comes in, less what is
-- spent. Savings, weighted by the confidence in each, count in the mitigated scenario alone (`is_saving` 1).
select row_id, financial_year || ' high needs block' as item, financial_year,
       substr(financial_year, 1, 4) || '-04-01' as year_start, allocation + coalesce(transfer_in, 0) as amount, 0 as is_saving
from stg_dsg_allocations
where block = 'high needs'
union all
select row_id, financial_year || ' ' || line || ' ' || category, financial_year, year_start, 0 - amount, 0
from mart_high_needs_line
where is_current = 1
union all
select row_id, financial_year || ' ' || scheme, financial_year, substr(financial_year, 1, 4) || '-04-01',
       cast(round(saving * confidence_percent / 100.0) as integer), 1
from stg_savings_schemes
