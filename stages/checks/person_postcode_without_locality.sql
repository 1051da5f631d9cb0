-- says:     No locality holds the postcode; the child counts under unknown.
-- severity: query
-- extract:  person
-- field:    postcode
-- code:     person-postcode-without-locality
-- action:   Correct the postcode, or add its prefix to the localities.
select row_id, postcode as value
from current_person as person
where postcode_normal(postcode) is not null
  and not exists (select 1 from current_localities as localities
                  where postcode_has_prefix(person.postcode, localities.postcode_prefix) = 1)
  and exists (select 1 from current_localities)
order by row_id
