-- says:     The return takes a primary and a secondary need, no third.
-- severity: query
-- extract:  senneed
-- field:    sentyperank
-- code:     need-rank-over-two
-- action:   Remove the need, or correct its rank.
select row_id, sentyperank as value
from current_senneed
where sentyperank > 2
order by row_id
