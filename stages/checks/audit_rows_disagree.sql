-- says:     The rows of one audit disagree about its date or the person.
-- severity: query
-- extract:  audits
-- field:    audit_date
-- code:     audit-rows-disagree
-- action:   Correct the rows, or give the second audit its own number.
select row_id, audit_date as value
from (select row_id, audit_date, persontableid,
             first_value(audit_date) over first_row as first_date,
             first_value(persontableid) over first_row as first_person
      from current_audits
      window first_row as (partition by audit_id order by row_id)) as compared
where audit_date <> first_date or persontableid <> first_person
order by row_id
