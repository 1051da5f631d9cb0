-- title:       Open assessments that pass 20 weeks before the next board
-- ref:         T08
-- kind:        count
-- when:        state
-- period:      day
-- unit:        number
-- better:      lower
-- source:      SEND Regulations 2014 reg 13(2)
-- owner:       Head of SEND
-- needs:       requests, assessment, namedplan
-- definition:  Open assessments still within 140 days of the request that will pass 140 days before the next board
--              unless a plan is issued.
select request.request_id as case_id, add_days(request.from_date, 141 - context.board_interval_days) as from_date,
       least_date(request.to_date, add_days(request.from_date, 141)) as to_date, request.row_id
from mart_open_request as request
cross join context
