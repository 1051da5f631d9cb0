-- says:     Another person has the same name and date of birth.
-- severity: query
-- extract:  person
-- field:    persontableid
-- code:     person-recorded-twice
-- action:   If both are one child, move the requests to one person and remove the other.
select row_id, persontableid as value
from (select row_id, persontableid,
             row_number() over (partition by upper(surname), upper(forename), personbirthdate order by row_id) as place
      from current_person
      where (personbirthdate, upper(surname), upper(forename)) in (
          select personbirthdate, upper(surname), upper(forename)
          from current_person where surname is not null and forename is not null
          group by personbirthdate, upper(surname), upper(forename) having count(*) > 1)) as numbered
where place > 1
order by row_id
