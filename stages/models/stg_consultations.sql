-- One row per consultation of a setting.
select row_id, consultation_id, persontableid as person_id, urn, sent_date, response_date, response, reason
from current_consultations
