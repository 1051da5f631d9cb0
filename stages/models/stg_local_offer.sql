-- One row per month of the Local Offer.
select row_id, month, visits, feedback_count, feedback_positive
from current_local_offer
