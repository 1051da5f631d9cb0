-- says:     No locality holds the postcode; the child counts under unknown.
-- severity: query
-- extract:  person
-- field:    postcode
-- code:     person-postcode-without-locality
-- action:   Correct the postcode, or add its prefix to the localities.
with squeezed as (
    select row_id, postcode, upper(replace(postcode, ' ', '')) as letters
    from current_person where postcode is not null),
written as (
    select row_id, postcode,
           substr(letters, 1, length(letters) - 3) || ' ' || substr(letters, length(letters) - 2) as spaced
    from squeezed)
select row_id, postcode as value
from written
where exists (select 1 from current_localities)
  and not exists (
    select 1 from current_localities as localities
    where substr(written.spaced, 1, length(localities.postcode_prefix)) = localities.postcode_prefix
      and not (substr(localities.postcode_prefix, length(localities.postcode_prefix), 1) between '0' and '9'
               and substr(written.spaced, length(localities.postcode_prefix) + 1, 1) between '0' and '9')
      and not (substr(localities.postcode_prefix, length(localities.postcode_prefix), 1) between 'A' and 'Z'
               and substr(written.spaced, length(localities.postcode_prefix) + 1, 1) between 'A' and 'Z'))
order by row_id
