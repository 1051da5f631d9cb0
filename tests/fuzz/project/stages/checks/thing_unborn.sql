-- says:     A thing has no birthday.
-- severity: query
-- extract:  things
-- field:    born
select row_id, born as value from current_things where born is null order by row_id
