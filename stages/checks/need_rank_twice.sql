-- says:     Another need of the same open plan has the same rank.
-- severity: query
-- extract:  senneed
-- field:    sentyperank
-- code:     need-rank-twice
-- action:   Rank the needs 1 and 2.
select row_id, sentyperank as value
from (select row_id, sentyperank,
             row_number() over (partition by activeplanstableid, sentyperank order by sentype, row_id) as place
      from current_senneed
      where (activeplanstableid, sentyperank) in (
          select activeplanstableid, sentyperank
          from current_senneed group by activeplanstableid, sentyperank having count(*) > 1)) as ranked
where place > 1
order by row_id
