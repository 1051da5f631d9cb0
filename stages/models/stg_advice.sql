-- One row per piece of advice asked for.
select row_id, advice_id, requeststableid as request_id, service, requested_date, received_date
from current_advice
