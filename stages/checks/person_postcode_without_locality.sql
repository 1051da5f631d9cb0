-- says:     No locality holds the postcode; the child counts under unknown.
-- severity: query
-- extract:  person
-- field:    postcode
-- code:     person-postcode-without-locality
-- action:   Correct the postcode, or add its prefix to the localities.
with written as (
    select distinct postcode_normal(postcode) as postcode from current_person where postcode is not null),
placed as (
    select written.postcode
    from written
    join current_localities as localities on postcode_has_prefix(written.postcode, localities.postcode_prefix) = 1)
select row_id, postcode as value
from current_person
where postcode is not null and postcode_normal(postcode) not in (select postcode from placed)
  and exists (select 1 from current_localities)
order by row_id
