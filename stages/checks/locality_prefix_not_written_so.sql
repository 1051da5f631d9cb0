-- says:     A prefix is written in capitals, as postcodes are; this one is read as if it were.
-- severity: query
-- extract:  localities
-- field:    postcode_prefix
-- code:     locality-prefix-not-written-so
-- action:   Write it in capitals, with the space where the postcode has one.
select row_id, postcode_prefix as value
from current_localities
where postcode_prefix <> upper(postcode_prefix)
order by row_id
