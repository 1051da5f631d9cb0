-- says:     Another need of the same pupil has the same rank.
-- severity: query
-- extract:  senneeds
-- field:    sentyperank
-- code:     pupil-need-rank-twice
-- action:   Ask the school to rank the needs.
select row_id, sentyperank as value
from (select needs.row_id, needs.sentyperank,
             row_number() over (partition by coalesce(load.census_date, needs.censusdate), needs.pupilonrolltableid,
                                             needs.sentyperank
                                order by needs.sentype, needs.row_id) as place
      from current_senneeds as needs
      join load on load.load_id = needs.row_id >> 32
      where (needs.pupilonrolltableid, needs.sentyperank) in (
          select pupilonrolltableid, sentyperank
          from current_senneeds group by pupilonrolltableid, sentyperank having count(*) > 1)) as ranked
where place > 1
order by row_id
