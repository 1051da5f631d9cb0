/* The period of the newest census file of another extract (not ?1) whose name begins with ?2 and then its own extract's name;
null where that file holds several. */
select case when length(period) = 10 then period end
from main.load
where kind = 'period' and extract <> ?1 and completes is null
  and lower(substr(file, 1, length(?2) + length(extract))) = ?2 || lower(extract)
order by load_id desc
limit 1
