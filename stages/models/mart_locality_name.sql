-- One row per locality, under its name in lower case, by which stg_ models find it: trackers are kept by hand, and FENWICK,
-- fenwick and Fenwick are one place.
-- keys: written
select lower(trim(locality)) as written, min(locality) as locality
from stg_localities
group by lower(trim(locality))
