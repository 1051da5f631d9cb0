-- One row per request for an assessment.
select row_id, requeststableid as request_id, persontableid as person_id, receiveddate as received_date,
       rquestsource as request_source, rya, requestoutcome as outcome, requestoutcomedate as outcome_date,
       requestmediation as mediation, requesttribunal as tribunal, exported
from current_requests
